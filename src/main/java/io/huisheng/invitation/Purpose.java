package io.huisheng.invitation;

/** What a customer is asked about: the service of a round, or how a duty towards him was fulfilled. */
public enum Purpose {
    /** The service itself: the survey of the feedback loop. */
    LOOP,
    /** How a major complaint was dealt with (A9, E5). */
    SPECIAL,
    /** Whether a recovery put things right (E4). */
    RECOVERY;

    /** Whether a duty is followed up; such a survey has an occasion of its own and never replaces the survey of the round. */
    public boolean isFollowUp() {
        return this != LOOP;
    }

    /** Why nobody is asked, where a plan does not say it. */
    String reasonUnlessNamed() {
        return this == LOOP ? "SAMPLED_OUT" : "NO_CHANNEL";
    }

    /** The kind of message that asks. */
    String messageKind() {
        return this == LOOP ? Invitations.INVITATION : name() + "_SURVEY";
    }
}
