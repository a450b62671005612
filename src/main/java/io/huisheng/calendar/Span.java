package io.huisheng.calendar;

/** An amount of business time, as a decision table states it. */
public record Span(int amount, Unit unit) {

    /** How the amount is counted. */
    public enum Unit {
        WORKING_DAYS,
        DAYS,
        HOURS,
        MINUTES
    }
}
