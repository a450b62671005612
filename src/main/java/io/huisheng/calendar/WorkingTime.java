package io.huisheng.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;

/** Counts working time by the statutory calendar: holidays, make-up workdays, close of business and contact hours. */
@Service
public class WorkingTime {

    /** The moment at which a span ends; n working days end at close of business of the n-th working day after the day of {@code from}. */
    public Instant after(Instant from, Span span) {
        throw new UnsupportedOperationException();
    }

    /** The working days (or calendar days) that {@link #after} counts, in order. */
    public List<LocalDate> countedDays(Instant from, Span span) {
        throw new UnsupportedOperationException();
    }

    /** The earliest moment between both ends that lies inside contact hours; where there is none, the first contact hour after the window. */
    public Instant contactMoment(Instant earliest, Instant latest) {
        throw new UnsupportedOperationException();
    }

    /** Whether people may be contacted at this moment. */
    public boolean isContactHour(Instant moment) {
        throw new UnsupportedOperationException();
    }

    /** Whether people work on this day. */
    public boolean isWorkingDay(LocalDate day) {
        throw new UnsupportedOperationException();
    }
}
