package io.huisheng.process.deadline;

import io.huisheng.calendar.Span;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says what an obligation, or any span of working time, comes to on the calendar; moments carry the business zone's offset. */
@RestController
@RequestMapping("/api/v1/deadlines")
class DeadlineController {

    private static final int LONGEST = 10_000;

    private final ServiceStandards standards;
    private final WorkingTime workingTime;
    private final Clock clock;

    DeadlineController(ServiceStandards standards, WorkingTime workingTime, Clock clock) {
        this.standards = standards;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    @GetMapping
    DeadlineView compute(
            @RequestParam(required = false) @Nullable String obligation,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable Integer amount,
            @RequestParam(required = false) @Nullable String unit) {
        var start = from == null ? clock.instant() : moment(from);
        if (obligation != null) {
            var standard = standards.get(obligation);
            return view(obligation, start, standard.due(), standard.warnings(), standard.version());
        }
        return view(null, start, span(amount, unit), List.of(), null);
    }

    private DeadlineView view(
            @Nullable String obligation, Instant from, Span due, List<Span> warnings, @Nullable Integer version) {
        return new DeadlineView(
                obligation,
                local(from),
                local(workingTime.wouldEnd(from, due)),
                warnings.stream()
                        .map(warning -> local(workingTime.wouldEnd(from, warning)))
                        .toList(),
                workingTime.countedDays(from, due),
                version);
    }

    private static OffsetDateTime local(Instant moment) {
        return moment.atZone(BusinessTime.ZONE).toOffsetDateTime();
    }

    private static Instant moment(String from) {
        try {
            // a plus sign in a query string arrives as a blank
            return OffsetDateTime.parse(from.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw refused("/from", "process.deadline.from");
        }
    }

    private static Span span(@Nullable Integer amount, @Nullable String unit) {
        if (amount == null || amount < 0 || amount > LONGEST) {
            throw refused("/amount", "process.deadline.amount");
        }
        for (var known : Span.Unit.values()) {
            if (known.name().equals(unit)) {
                return new Span(amount, known);
            }
        }
        throw refused("/unit", "process.deadline.unit");
    }

    private static InvalidInput refused(String pointer, String messageKey) {
        return new InvalidInput(List.of(new Violation(pointer, messageKey)));
    }

    record DeadlineView(
            @Nullable String obligation,
            OffsetDateTime from,
            OffsetDateTime dueAt,
            List<OffsetDateTime> warnAt,
            List<LocalDate> countedDays,
            @Nullable Integer standardVersion) {}
}
