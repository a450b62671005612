package io.huisheng.process.deadline;

import io.huisheng.calendar.Span;
import java.util.List;

/**
 * One row of {@code service-standards.dmn}: how long an obligation may take, when somebody is warned, and who hears of it.
 *
 * @param title what people call the obligation
 * @param warnings the spans after which somebody is warned, in order
 * @param next the span after which the next level hears of a breach that is still open
 * @param promise what the customer is told, with {@code {dueAt}} where the moment belongs; may be empty
 * @param version the version of the table that said so
 */
public record Standard(
        String obligation,
        String title,
        Span due,
        List<Span> warnings,
        String warnRole,
        String breachRole,
        Span next,
        String nextRole,
        String promise,
        String promiseInEnglish,
        int version) {}
