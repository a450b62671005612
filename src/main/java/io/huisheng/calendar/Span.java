package io.huisheng.calendar;

/** An amount of business time, as a decision table states it. */
public record Span(int amount, Unit unit) {

    private static final int MOST = 10_000;

    public Span {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("An amount of time lies between 0 and " + MOST + ", not " + amount);
        }
    }

    /** How the amount is counted. */
    public enum Unit {
        WORKING_DAYS,
        DAYS,
        HOURS,
        MINUTES
    }
}
