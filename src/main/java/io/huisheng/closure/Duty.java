package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One obligation towards one customer and how far it has come. */
record Duty(
        UUID id,
        CaseNo caseNo,
        int round,
        DutyType type,
        State state,
        Instant openedAt,
        @Nullable Instant dueAt,
        @Nullable Instant breachedAt,
        @Nullable Instant closedAt,
        @Nullable String outcome,
        @Nullable String department) {

    enum State {
        OPEN,
        CLOSED,
        CANCELLED
    }
}
