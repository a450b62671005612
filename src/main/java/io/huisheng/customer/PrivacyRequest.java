package io.huisheng.customer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the data of a customer was handed out or erased: by whom, when and why, but not of whom.
 *
 * @param reason null for what was handed out
 * @param cases how many cases it was about
 * @param by a user id, or {@code api:} and the name of a key
 */
public record PrivacyRequest(UUID id, Kind kind, @Nullable ErasureReason reason, int cases, String by, Instant at) {

    /** What was done. */
    public enum Kind {
        EXPORT,
        ERASURE
    }
}
