package io.huisheng.assessment;

/**
 * What {@code verification-policy.dmn} says about an answer.
 *
 * @param reason why it is verified; NONE where nothing speaks for it
 * @param claim what contradicts the record: SLOW, UNSOLVED or empty
 * @param share how many of a hundred such answers are verified
 * @param role who verifies
 * @param alternate who does where the first is the rated department
 * @param version of the table
 */
public record DoubtVerdict(
        String reason, String claim, int share, String role, String alternate, String rule, int version) {

    static final String NONE = "NONE";
}
