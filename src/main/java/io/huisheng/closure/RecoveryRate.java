package io.huisheng.closure;

/**
 * How many recoveries ended with a customer who accepts, and what those say who were asked once more in writing.
 *
 * @param accepted the customer said so himself, on the phone
 * @param ended all that ended, also as a major complaint or because nobody was reached; those that were cancelled ended without one
 * @param surveyed how many of the accepted ones answered the survey about their recovery
 * @param satisfied how many of these answers were satisfied; who was friendly on the phone may be franker in writing
 */
public record RecoveryRate(int accepted, int ended, int surveyed, int satisfied) {

    /** A rate about which nobody answered in writing. */
    public RecoveryRate(int accepted, int ended) {
        this(accepted, ended, 0, 0);
    }

    /** In percent, rounded; there is none where nothing ended. */
    public int percent() {
        if (ended == 0) {
            throw new IllegalStateException("No recovery ended");
        }
        return Math.round(accepted * 100f / ended);
    }
}
