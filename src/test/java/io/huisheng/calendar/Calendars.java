package io.huisheng.calendar;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/** The real calendar for tests of other rooms, without a container. */
public final class Calendars {

    private Calendars() {}

    /** Working time by the schedules that come with the house and the usual office hours. */
    public static WorkingTime statutory(Clock clock) {
        return open(clock, Path.of("no-such-directory"), null).workingTime();
    }

    static Opened open(Clock clock, Path dataDir, @Nullable Path file) {
        var settings = new CalendarSettings(
                LocalTime.of(9, 0),
                LocalTime.of(20, 0),
                LocalTime.of(18, 0),
                Month.NOVEMBER,
                file == null ? null : file.toString());
        var gaps = new CalendarGaps(clock, settings);
        var calendar = new StatutoryCalendar(settings, dataDir.toString(), gaps);
        return new Opened(new WorkingTime(calendar, gaps, settings), calendar, gaps);
    }

    record Opened(WorkingTime workingTime, StatutoryCalendar calendar, CalendarGaps gaps) {}
}
