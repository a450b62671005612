package io.huisheng.closure;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.shared.BusinessTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the next moment to call somebody who did not answer: another part of the day, when people may be contacted. */
final class PartsOfDay {

    /** Longer than any row of holidays; beyond it the schedule is wrong. */
    private static final int FARTHEST_DAYS = 60;

    private final List<LocalTime> begins;
    private final WorkingTime workingTime;

    PartsOfDay(List<LocalTime> begins, WorkingTime workingTime) {
        this.begins = begins;
        this.workingTime = workingTime;
    }

    /** The first beginning of a part that was not tried yet; where all were, of any part. */
    Instant next(Instant now, List<Instant> tried) {
        var untried = untriedParts(tried);
        return first(now, untried.isEmpty() ? Set.copyOf(allParts()) : untried);
    }

    /** In how many different parts of the day these moments lie. */
    int tried(List<Instant> tried) {
        return begins.size() - untried(tried);
    }

    /** In how many parts of the day none of these moments lies. */
    int untried(List<Instant> tried) {
        return untriedParts(tried).size();
    }

    private Set<Integer> untriedParts(List<Instant> tried) {
        var triedParts = tried.stream().map(this::partOf).collect(Collectors.toSet());
        return IntStream.range(0, begins.size())
                .filter(part -> !triedParts.contains(part))
                .boxed()
                .collect(Collectors.toSet());
    }

    private Instant first(Instant now, Set<Integer> parts) {
        return Stream.iterate(now.atZone(BusinessTime.ZONE).toLocalDate(), day -> day.plusDays(1))
                .limit(FARTHEST_DAYS)
                .filter(workingTime::isWorkingDay)
                .flatMap(day -> parts.stream().sorted().map(part -> beginOf(day, part)))
                .filter(moment -> moment.isAfter(now) && workingTime.isContactHour(moment))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No part of a day in which customers may be called: see huisheng.recovery.parts-of-day"));
    }

    private List<Integer> allParts() {
        return IntStream.range(0, begins.size()).boxed().toList();
    }

    private Instant beginOf(LocalDate day, int part) {
        return day.atTime(begins.get(part)).atZone(BusinessTime.ZONE).toInstant();
    }

    /** Before the first part of a day it is still the last one of the day before. */
    private int partOf(Instant moment) {
        var time = moment.atZone(BusinessTime.ZONE).toLocalTime();
        return IntStream.range(0, begins.size())
                .filter(part -> !begins.get(part).isAfter(time))
                .max()
                .orElse(begins.size() - 1);
    }
}
