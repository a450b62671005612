package io.huisheng.closure;

import java.time.Instant;
import java.util.List;

/**
 * The moments of one obligation that begins now, as {@code service-standards.dmn} has them: what begins keeps them, whatever
 * becomes of the table (E8).
 *
 * @param obligation the row of the table
 * @param title what people call the obligation
 * @param standardVersion the version of the table
 * @param warnings when the role is reminded, in their order; may be empty
 * @param breachRole who hears at {@code dueAt} that the limit has passed
 * @param nextRole who hears at {@code nextAt} that the obligation is still not met
 * @param promise what the customer is told about it, with {@code {dueAt}} where the moment belongs; may be empty
 */
public record Limits(
        String obligation,
        String title,
        int standardVersion,
        List<Instant> warnings,
        String warnRole,
        Instant dueAt,
        String breachRole,
        Instant nextAt,
        String nextRole,
        String promise,
        String promiseInEnglish) {}
