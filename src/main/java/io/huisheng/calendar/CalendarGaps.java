package io.huisheng.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the calendar does not know although it matters; whoever runs the house must hear of it. */
@Component
public class CalendarGaps {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarGaps.class);

    private final Clock clock;
    private final CalendarSettings settings;
    private final Set<Integer> needed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> warned = ConcurrentHashMap.newKeySet();

    private volatile Schedule schedule = Schedule.EMPTY;
    private volatile List<String> refusedFiles = List.of();

    CalendarGaps(Clock clock, CalendarSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The years without a holiday schedule that a deadline has asked for, this year, and, from November on, the next; for
     * each of them the text {@code calendar.gap} takes the year as its argument.
     */
    public SortedSet<Integer> missingYears() {
        var missing = new TreeSet<>(needed);
        var today = LocalDate.now(clock);
        missing.add(today.getYear());
        if (today.getMonth().compareTo(settings.nextYearExpectedFrom()) >= 0) {
            missing.add(today.getYear() + 1);
        }
        missing.removeIf(schedule::knows);
        return missing;
    }

    /** The names of schedule files that were refused; for each of them the text {@code calendar.refused} takes the name. */
    public List<String> refusedFiles() {
        return refusedFiles;
    }

    SortedSet<Integer> knownYears() {
        return schedule.knownYears();
    }

    void now(Schedule inForce, List<String> refused) {
        schedule = inForce;
        refusedFiles = refused;
        missingYears().forEach(this::warnOnce);
    }

    void need(int year) {
        if (!schedule.knows(year)) {
            needed.add(year);
            warnOnce(year);
        }
    }

    private void warnOnce(int year) {
        if (warned.add(year)) {
            LOG.atWarn()
                    .addKeyValue("year", year)
                    .log("The holiday schedule of this year is missing: its deadlines count only weekends as days off");
        }
    }
}
