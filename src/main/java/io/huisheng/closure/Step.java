package io.huisheng.closure;

/** What is done about the limit of an obligation, in the order of its urgency (E8). */
public enum Step {
    /** The limit is near: the people in charge are reminded. */
    WARNED,
    /** The limit has passed: the breach is on record, and the role above hears of it. */
    BREACHED,
    /** Still nothing happened: the next level hears of it. */
    ESCALATED
}
