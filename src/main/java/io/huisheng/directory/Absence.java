package io.huisheng.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is away, and perhaps somebody else stands in for him.
 *
 * @param userId who is away
 * @param from the first moment of it
 * @param until the first moment after it
 * @param standIn who does his work meanwhile; null where his colleagues of the role do
 */
public record Absence(
        UUID id,
        String userId,
        Instant from,
        Instant until,
        @Nullable String standIn,
        String enteredBy) {

    boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
