package io.huisheng.calendar;

import io.huisheng.shared.BusinessTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Counts working time by the statutory calendar: holidays, make-up workdays, close of business and contact hours. */
@Service
public class WorkingTime {

    private final StatutoryCalendar calendar;
    private final CalendarGaps gaps;
    private final CalendarSettings settings;

    WorkingTime(StatutoryCalendar calendar, CalendarGaps gaps, CalendarSettings settings) {
        this.calendar = calendar;
        this.gaps = gaps;
        this.settings = settings;
    }

    /**
     * The moment at which a span ends. Of n working days that is close of business of the n-th working day after the day of
     * {@code from}, whether that day itself is worked or not; the other units are plain clock time, and a day of theirs
     * has 24 hours. No amount of time ends when it starts. Somebody will rely on it, so a missing schedule is reported.
     */
    public Instant after(Instant from, Span span) {
        var end = wouldEnd(from, span);
        if (span.unit() == Span.Unit.WORKING_DAYS && span.amount() > 0) {
            IntStream.rangeClosed(firstDayAfter(from).getYear(), local(end).getYear())
                    .forEach(gaps::need);
        }
        return end;
    }

    /** The same moment for somebody who only asks: nothing depends on it, so a missing schedule is nobody's worry. */
    public Instant wouldEnd(Instant from, Span span) {
        return switch (span.unit()) {
            case WORKING_DAYS -> closeOfBusinessOf(countedDays(from, span), from);
            case DAYS -> from.plus(Duration.ofDays(span.amount()));
            case HOURS -> from.plus(Duration.ofHours(span.amount()));
            case MINUTES -> from.plus(Duration.ofMinutes(span.amount()));
        };
    }

    /** The working days (or calendar days) of which a span consists, in order; hours and minutes count none. */
    public List<LocalDate> countedDays(Instant from, Span span) {
        var following = Stream.iterate(firstDayAfter(from), day -> day.plusDays(1));
        return switch (span.unit()) {
            case WORKING_DAYS ->
                following.filter(this::isWorked).limit(span.amount()).toList();
            case DAYS -> following.limit(span.amount()).toList();
            case HOURS, MINUTES -> List.of();
        };
    }

    /**
     * The earliest moment between both ends that lies inside contact hours; where there is none, the first contact hour after
     * the window: a customer hears from the house late rather than at night. Contact hours are the same on every day.
     */
    public Instant contactMoment(Instant earliest, Instant latest) {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("The window ends at " + latest + ", before it starts at " + earliest);
        }
        // A window without any contact hour ends before the next one begins, so both cases have the same answer.
        var moment = local(earliest);
        var time = moment.toLocalTime();
        if (time.isBefore(settings.contactFrom())) {
            return moment.with(settings.contactFrom()).toInstant();
        }
        return time.isBefore(settings.contactUntil())
                ? earliest
                : moment.plusDays(1).with(settings.contactFrom()).toInstant();
    }

    /** Whether people may be contacted at this moment. */
    public boolean isContactHour(Instant moment) {
        var time = local(moment).toLocalTime();
        return !time.isBefore(settings.contactFrom()) && time.isBefore(settings.contactUntil());
    }

    /** Whether people work on this day. */
    public boolean isWorkingDay(LocalDate day) {
        gaps.need(day.getYear());
        return isWorked(day);
    }

    private boolean isWorked(LocalDate day) {
        return calendar.schedule().isOff(day).map(off -> !off).orElseGet(() -> isWeekday(day));
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    private Instant closeOfBusinessOf(List<LocalDate> days, Instant otherwise) {
        return days.isEmpty()
                ? otherwise
                : days.get(days.size() - 1)
                        .atTime(settings.closeOfBusiness())
                        .atZone(BusinessTime.ZONE)
                        .toInstant();
    }

    private static LocalDate firstDayAfter(Instant moment) {
        return local(moment).toLocalDate().plusDays(1);
    }

    private static ZonedDateTime local(Instant moment) {
        return moment.atZone(BusinessTime.ZONE);
    }
}
