package io.huisheng.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.calendar.Span.Unit;
import io.huisheng.shared.BusinessTime;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Working time")
class WorkingTimeTest {

    private final WorkingTime time = Calendars.statutory(new TestClock("2026-05-06T10:00:00+08:00"));

    @ParameterizedTest(name = "{0} + {1} wd = {2}: {3}")
    @CsvSource({
        // an ordinary week and its make-up Saturday 2026-05-09
        "2026-05-06T10:00:00, 1, 2026-05-07, Thursday after Wednesday",
        "2026-05-06T10:00:00, 2, 2026-05-08, Friday",
        "2026-05-06T10:00:00, 3, 2026-05-09, a Saturday that is worked",
        "2026-05-06T10:00:00, 4, 2026-05-11, the Sunday is free",
        "2026-05-06T10:00:00, 5, 2026-05-12, suggestion reply of E2",
        "2026-03-06T10:00:00, 1, 2026-03-09, an ordinary weekend is free",
        // Labour Day
        "2026-04-30T10:00:00, 1, 2026-05-06, over Labour Day",
        "2026-05-03T10:00:00, 1, 2026-05-06, begun during Labour Day",
        "2026-05-09T10:00:00, 1, 2026-05-11, begun on a make-up Saturday",
        // Spring Festival
        "2026-02-13T10:00:00, 1, 2026-02-14, make-up Saturday before the festival",
        "2026-02-13T10:00:00, 2, 2026-02-24, over the festival",
        "2026-02-13T10:00:00, 6, 2026-02-28, make-up Saturday after the festival",
        "2026-02-13T10:00:00, 7, 2026-03-02, the Sunday after it is free",
        "2026-02-18T12:00:00, 1, 2026-02-24, begun during the festival",
        "2025-01-24T10:00:00, 1, 2025-01-26, make-up Sunday of 2025",
        "2025-01-24T10:00:00, 3, 2025-02-05, over the festival of 2025",
        "2025-01-24T10:00:00, 6, 2025-02-08, make-up Saturday of 2025",
        "2024-02-02T10:00:00, 1, 2024-02-04, make-up Sunday of 2024",
        "2024-02-09T10:00:00, 1, 2024-02-18, New Year's Eve of 2024 was a workday",
        // National Day
        "2025-09-26T10:00:00, 1, 2025-09-28, make-up Sunday before National Day",
        "2025-09-30T17:59:59, 1, 2025-10-09, over National Day and Mid-Autumn",
        "2025-09-30T10:00:00, 3, 2025-10-11, make-up Saturday",
        "2025-09-30T10:00:00, 4, 2025-10-13, the Sunday is free",
        "2026-09-18T10:00:00, 1, 2026-09-20, make-up Sunday of 2026",
        "2026-09-24T10:00:00, 1, 2026-09-28, over Mid-Autumn",
        "2026-09-30T10:00:00, 1, 2026-10-08, over National Day of 2026",
        "2026-09-30T10:00:00, 3, 2026-10-10, make-up Saturday of 2026",
        "2026-09-30T10:00:00, 4, 2026-10-12, the Sunday is free",
        // ends of years, months and days
        "2024-12-31T10:00:00, 1, 2025-01-02, New Year's Day",
        "2025-12-31T10:00:00, 1, 2026-01-04, make-up Sunday after New Year",
        "2025-12-31T10:00:00, 2, 2026-01-05, Monday",
        "2024-02-28T10:00:00, 1, 2024-02-29, leap day",
        "2024-02-28T10:00:00, 2, 2024-03-01, the day after the leap day",
        "2026-02-27T10:00:00, 2, 2026-03-02, no leap day in 2026",
        "2026-05-06T00:00:00, 1, 2026-05-07, first moment of the day",
        "2026-05-06T23:59:59, 1, 2026-05-07, last moment of the day",
        "2026-05-07T00:00:00, 1, 2026-05-08, first moment of the next",
        "2026-05-06T18:00:01, 1, 2026-05-07, after close of business",
    })
    void endsAtCloseOfBusinessOfTheLastWorkingDay(LocalDateTime from, int days, LocalDate lastDay, String why) {
        assertThat(time.after(at(from), new Span(days, Unit.WORKING_DAYS))).isEqualTo(at(lastDay.atTime(18, 0)));
    }

    @Test
    void countsDaysOfTheBusinessZone() {
        assertThat(time.after(Instant.parse("2026-05-06T15:59:59Z"), new Span(1, Unit.WORKING_DAYS)))
                .isEqualTo("2026-05-07T10:00:00Z");
        assertThat(time.after(Instant.parse("2026-05-06T16:00:00Z"), new Span(1, Unit.WORKING_DAYS)))
                .isEqualTo("2026-05-08T10:00:00Z");
    }

    @ParameterizedTest(name = "{0} {1} after {2} is {3}")
    @CsvSource({
        "30, MINUTES, 2026-02-14T23:45:00, 2026-02-15T00:15:00",
        "24, HOURS, 2026-02-14T10:00:00, 2026-02-15T10:00:00",
        "48, HOURS, 2026-12-31T10:00:00, 2027-01-02T10:00:00",
        "7, DAYS, 2026-02-14T10:00:01, 2026-02-21T10:00:01",
        "1, DAYS, 2024-02-28T10:00:00, 2024-02-29T10:00:00",
        "0, WORKING_DAYS, 2026-02-18T10:00:00, 2026-02-18T10:00:00",
        "0, HOURS, 2026-02-18T10:00:00, 2026-02-18T10:00:00",
    })
    void takesOtherUnitsAsPlainClockTime(int amount, Unit unit, LocalDateTime from, LocalDateTime end) {
        assertThat(time.after(at(from), new Span(amount, unit))).isEqualTo(at(end));
    }

    @Test
    void namesTheDaysItCounted() {
        var from = at(LocalDateTime.parse("2026-02-13T10:00:00"));

        assertThat(time.countedDays(from, new Span(3, Unit.WORKING_DAYS)))
                .containsExactly(LocalDate.of(2026, 2, 14), LocalDate.of(2026, 2, 24), LocalDate.of(2026, 2, 25));
        assertThat(time.countedDays(from, new Span(2, Unit.DAYS)))
                .containsExactly(LocalDate.of(2026, 2, 14), LocalDate.of(2026, 2, 15));
        assertThat(time.countedDays(from, new Span(48, Unit.HOURS))).isEmpty();
        assertThat(time.countedDays(from, new Span(90, Unit.MINUTES))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001, Integer.MAX_VALUE})
    void refusesAmountsThatNobodyMeans(int amount) {
        assertThatThrownBy(() -> new Span(amount, Unit.WORKING_DAYS)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} .. {1} -> {2}")
    @CsvSource({
        // A1: 24 to 48 hours after the service
        "2026-05-07T10:00:00, 2026-05-08T10:00:00, 2026-05-07T10:00:00",
        "2026-05-07T08:59:59, 2026-05-08T08:59:59, 2026-05-07T09:00:00",
        "2026-05-07T09:00:00, 2026-05-08T09:00:00, 2026-05-07T09:00:00",
        "2026-05-07T19:59:59, 2026-05-08T19:59:59, 2026-05-07T19:59:59",
        "2026-05-07T20:00:00, 2026-05-08T20:00:00, 2026-05-08T09:00:00",
        "2026-05-07T23:30:00, 2026-05-08T23:30:00, 2026-05-08T09:00:00",
        "2026-05-07T00:00:00, 2026-05-08T00:00:00, 2026-05-07T09:00:00",
        // people are reached on holidays as well
        "2026-02-17T10:00:00, 2026-02-18T10:00:00, 2026-02-17T10:00:00",
        // no contact hour inside the window: the first one after it
        "2026-05-07T21:00:00, 2026-05-08T08:00:00, 2026-05-08T09:00:00",
        "2026-05-07T20:00:00, 2026-05-07T20:00:00, 2026-05-08T09:00:00",
        "2026-05-07T03:00:00, 2026-05-07T04:00:00, 2026-05-07T09:00:00",
        // the window's last moment still counts
        "2026-05-07T21:00:00, 2026-05-08T09:00:00, 2026-05-08T09:00:00",
        "2026-12-31T22:00:00, 2027-01-01T22:00:00, 2027-01-01T09:00:00",
    })
    void contactsPeopleAtTheEarliestDecentMoment(LocalDateTime earliest, LocalDateTime latest, LocalDateTime moment) {
        assertThat(time.contactMoment(at(earliest), at(latest))).isEqualTo(at(moment));
        assertThat(time.isContactHour(at(moment))).isTrue();
    }

    @Test
    void refusesAWindowThatEndsBeforeItStarts() {
        var noon = at(LocalDateTime.parse("2026-05-07T12:00:00"));

        assertThatThrownBy(() -> time.contactMoment(noon, noon.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-05-06T08:59:59.999, false",
        "2026-05-06T09:00:00, true",
        "2026-05-06T19:59:59.999, true",
        "2026-05-06T20:00:00, false",
        "2026-05-06T00:00:00, false",
    })
    void knowsContactHours(LocalDateTime moment, boolean contact) {
        assertThat(time.isContactHour(at(moment))).isEqualTo(contact);
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(BusinessTime.ZONE).toInstant();
    }
}
