package io.huisheng.invitation;

import java.time.Instant;

/** When an invitation is repeated once, and when it lapses. */
public record Deadlines(Instant reminderAt, Instant lapsesAt) {}
