package io.huisheng.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The days that differ from an ordinary week, by the year of the notice that announced them. */
final class Schedule {

    static final Schedule EMPTY = new Schedule(new TreeMap<>());

    /** Every complete schedule contains National Day; a year of which only single days are known does not. */
    private static final MonthDay NATIONAL_DAY = MonthDay.of(10, 1);

    private final SortedMap<Integer, Map<LocalDate, Boolean>> notices;
    private final Map<LocalDate, Boolean> offDays = new HashMap<>();

    Schedule(SortedMap<Integer, Map<LocalDate, Boolean>> notices) {
        this.notices = notices;
        // Ascending: what the next year's notice says about the last days of December was said later, so it wins.
        notices.values().forEach(offDays::putAll);
    }

    /** Whether the whole year is known; an announced but empty year is not. */
    boolean knows(int year) {
        return notices.getOrDefault(year, Map.of()).getOrDefault(NATIONAL_DAY.atYear(year), false);
    }

    SortedSet<Integer> knownYears() {
        var known = new TreeSet<>(notices.keySet());
        known.removeIf(year -> !knows(year));
        return known;
    }

    /** Whether the day is off, or nothing where the week decides. */
    Optional<Boolean> isOff(LocalDate day) {
        return Optional.ofNullable(offDays.get(day));
    }

    /** This schedule as another one changes it: a complete year replaces what was known, single days are added. */
    Schedule changedBy(Schedule later) {
        var changed = new TreeMap<Integer, Map<LocalDate, Boolean>>();
        notices.forEach((year, days) -> changed.put(year, new HashMap<>(days)));
        later.notices.forEach((year, days) -> {
            if (later.knows(year)) {
                changed.put(year, new HashMap<>(days));
            } else {
                changed.computeIfAbsent(year, none -> new HashMap<>()).putAll(days);
            }
        });
        return new Schedule(changed);
    }
}
