package io.huisheng.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.calendar.Span.Unit;
import io.huisheng.testing.LogLines;
import io.huisheng.testing.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.Status;

@DisplayName("Gaps of the calendar")
class CalendarGapsTest {

    @RegisterExtension
    final LogLines log = new LogLines();

    private final TestClock clock = new TestClock("2026-05-06T10:00:00+08:00");
    private final Calendars.Opened house = Calendars.open(clock, Path.of("no-such-directory"), null);

    @Test
    @DisplayName("count weekends only, and warn once per year")
    void countWeekendsOnlyAndWarnOnce() {
        var newYearsEve = Instant.parse("2026-12-31T02:00:00Z");

        assertThat(house.gaps().missingYears()).isEmpty();
        assertThat(house.workingTime().after(newYearsEve, new Span(1, Unit.WORKING_DAYS)))
                .as("New Year's Day of 2027 is a Friday")
                .isEqualTo("2027-01-01T10:00:00Z");
        assertThat(house.workingTime().after(newYearsEve, new Span(2, Unit.WORKING_DAYS)))
                .isEqualTo("2027-01-04T10:00:00Z");

        assertThat(house.gaps().missingYears()).containsExactly(2027);
        assertThat(log.text().lines().filter(line -> line.contains("WARN") && line.contains("2027")))
                .hasSize(1);
    }

    @Test
    void areNobodysWorryWhereSomebodyOnlyAsks() {
        var now = clock.instant();
        var fortyYears = new Span(10_000, Unit.WORKING_DAYS);

        assertThat(house.workingTime().wouldEnd(now, fortyYears)).isAfter("2060-01-01T00:00:00Z");
        assertThat(house.workingTime().countedDays(now, fortyYears)).hasSize(10_000);
        assertThat(house.gaps().missingYears()).isEmpty();

        house.workingTime().after(now, fortyYears);
        assertThat(house.gaps().missingYears()).contains(2027, 2060);
    }

    @Test
    void areShownFromNovemberOnForTheNextYear() {
        clock.set("2026-10-31T23:59:59+08:00");
        assertThat(house.gaps().missingYears()).isEmpty();

        clock.set("2026-11-01T00:00:00+08:00");
        assertThat(house.gaps().missingYears()).containsExactly(2027);

        clock.set("2027-01-01T00:00:00+08:00");
        assertThat(house.gaps().missingYears()).containsExactly(2027);
    }

    @Test
    void areWarnedOfInNovemberWithoutAnyDeadline() {
        clock.set("2026-11-01T00:00:00+08:00");

        house.calendar().rereadWhatChanged();
        house.calendar().rereadWhatChanged();

        assertThat(log.text().lines().filter(line -> line.contains("WARN") && line.contains("2027")))
                .hasSize(1);
    }

    @Test
    void leaveTheHouseHealthyButVisible() {
        var health = new CalendarHealthIndicator(house.gaps());
        assertThat(health.health().getDetails()).containsOnlyKeys("knownYears");

        house.workingTime().isWorkingDay(LocalDate.of(2027, 1, 1));

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails().get("calendar")).asString().contains("2027");
    }
}
