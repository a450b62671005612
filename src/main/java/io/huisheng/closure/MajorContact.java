package io.huisheng.closure;

import java.time.Instant;

/**
 * One attempt to speak to the customer of a major complaint, as somebody wrote it down.
 *
 * @param contactedAt when it was made
 * @param channel PHONE, VISIT, WECOM, EMAIL or OTHER
 * @param said what the customer said; obligatory where he was reached
 * @param promised what he was promised; may be empty
 */
public record MajorContact(Instant contactedAt, String channel, Outcome outcome, String said, String promised) {

    /** What came of it: REACHED for the first contact, CONFIRMED or REJECTED where he was asked about the solution. */
    public enum Outcome {
        REACHED,
        CONFIRMED,
        REJECTED,
        NOT_REACHED
    }
}
