package io.huisheng.demo;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo's clock for tools: {@code {"advance":"P1D"}} or {@code {"to":"2026-05-01T09:00:00+08:00"}}. */
@RestController
@Profile("demo")
@RequestMapping("/demo/clock")
class ClockController {

    private static final int FARTHEST_YEARS = 20;

    private final TimeTravel travel;

    ClockController(TimeTravel travel) {
        this.travel = travel;
    }

    @GetMapping
    Reading read() {
        return Reading.of(travel.now(), 0);
    }

    @PostMapping
    Reading move(@RequestBody Move move) {
        if ((move.advance() == null) == (move.to() == null)) {
            throw wrong("", "demo.clock.one-of-two");
        }
        var arrival = travel.travel(now -> destination(move, now));
        return Reading.of(arrival.now(), arrival.executed());
    }

    private static Instant destination(Move move, Instant now) {
        var field = move.to() == null ? "/advance" : "/to";
        try {
            var target = move.to() == null
                    ? now.atZone(BusinessTime.ZONE)
                            .plus(amount(String.valueOf(move.advance())))
                            .toInstant()
                    : OffsetDateTime.parse(move.to()).toInstant();
            if (target.isBefore(now)) {
                throw wrong(field, "demo.clock.forward-only", text(now));
            }
            if (target.isAfter(
                    now.atZone(BusinessTime.ZONE).plusYears(FARTHEST_YEARS).toInstant())) {
                throw wrong(field, "demo.clock.too-far", FARTHEST_YEARS);
            }
            return target;
        } catch (DateTimeException | ArithmeticException notUnderstood) {
            throw wrong(field, "demo.clock.not-understood" + field.replace('/', '.'));
        }
    }

    private static TemporalAmount amount(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException notInHours) {
            return Period.parse(text);
        }
    }

    private static InvalidInput wrong(String pointer, String key, Object... arguments) {
        return new InvalidInput(List.of(new Violation(pointer, key, arguments)));
    }

    private static String text(Instant moment) {
        return moment.atZone(BusinessTime.ZONE)
                .toOffsetDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    record Move(@Nullable String advance, @Nullable String to) {}

    record Reading(OffsetDateTime now, int executed) {

        static Reading of(Instant now, int executed) {
            return new Reading(
                    now.truncatedTo(ChronoUnit.MILLIS).atZone(BusinessTime.ZONE).toOffsetDateTime(), executed);
        }
    }
}
