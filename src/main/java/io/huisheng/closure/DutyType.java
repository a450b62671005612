package io.huisheng.closure;

/** What a feedback can oblige the house to. */
public enum DutyType {
    THANKS,
    SUGGESTION_REPLY,
    VERIFICATION,
    RECOVERY,
    MAJOR_COMPLAINT,
    INTERVIEW
}
