package io.huisheng.closure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a customer as the caller writes it down (B3).
 *
 * @param callAgainAt the moment for which a busy customer asked
 * @param overall the overall score, 1–10
 * @param dimensions the dimensions that were asked, 1–5 each
 * @param problemClass what the trouble was about, as the caller judged (D3)
 * @param recording where the recording is found; may be empty
 * @param note for colleagues; may be empty
 */
public record InterviewCall(
        Outcome outcome,
        @Nullable Instant callAgainAt,
        @Nullable Integer overall,
        Map<String, Integer> dimensions,
        String comment,
        String suggestion,
        @Nullable String problemClass,
        @Nullable Instant callEndedAt,
        String recording,
        boolean promisesCallBack,
        String note) {

    /** How a call ended. */
    public enum Outcome {
        REACHED,
        BUSY,
        UNANSWERED,
        REFUSED
    }
}
