package io.huisheng.closure;

/**
 * How many recoveries ended with a customer who accepts.
 *
 * @param accepted the customer said so himself
 * @param ended all that ended, also as a major complaint or because nobody was reached; those that were cancelled ended without one
 */
public record RecoveryRate(int accepted, int ended) {

    /** In percent, rounded; there is none where nothing ended. */
    public int percent() {
        if (ended == 0) {
            throw new IllegalStateException("No recovery ended");
        }
        return Math.round(accepted * 100f / ended);
    }
}
