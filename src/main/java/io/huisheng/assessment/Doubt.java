package io.huisheng.assessment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer is to be verified, or was not drawn for it; kept so that anybody can decide and draw again (C3–C5).
 *
 * @param claim what contradicts the service record: SLOW or UNSOLVED; null where nothing does
 * @param saidScore the score with which the customer said so, 1–5; null where he said it in words
 * @param recordedMinutes the minutes that the record says
 * @param draw 0–99, from the id of the answer; drawn where it is below the share
 * @param role who verifies; never the rated department
 */
public record Doubt(
        UUID responseId,
        String reason,
        @Nullable String claim,
        @Nullable Integer saidScore,
        @Nullable Integer recordedMinutes,
        int share,
        int draw,
        boolean drawn,
        String role,
        String rule,
        int policyVersion,
        Instant raisedAt) {

    public static final String CLAIM_AGAINST_FACT = "CLAIM_AGAINST_FACT";
    public static final String SUSPECT = "SUSPECT";
}
