package io.huisheng.closure;

import io.huisheng.assessment.Validity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to verify an answer, as the verifier writes it down (C3–C5).
 *
 * @param scores the corrected scores, each on the scale on which it was given
 * @param comment what the customer added, in his own words; may be empty
 * @param suggestion what he proposed; may be empty
 * @param meaning what the customer meant, in the words of the verifier
 * @param right whether the customer or the service record is right, where they contradict each other
 * @param validity whether a suspect answer counts
 * @param explanation why; obligatory with either of these two
 * @param note for colleagues; may be empty
 */
public record VerificationResult(
        Outcome outcome,
        Map<String, Integer> scores,
        String comment,
        String suggestion,
        String meaning,
        @Nullable Right right,
        @Nullable Validity validity,
        String explanation,
        String note) {

    /** How an attempt ended. */
    public enum Outcome {
        /** The customer was reached and stands by his answer. */
        CONFIRMED,
        /** The customer was reached and corrected or completed his answer. */
        CORRECTED,
        /** The record alone answered the question; the customer was left in peace. */
        CHECKED,
        NOT_REACHED
    }

    /** Which of two contradicting values is right. */
    public enum Right {
        CUSTOMER,
        RECORD,
        BOTH
    }

    boolean isReached() {
        return outcome == Outcome.CONFIRMED || outcome == Outcome.CORRECTED;
    }
}
