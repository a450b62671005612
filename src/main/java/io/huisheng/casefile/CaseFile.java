package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One case and how far its current loop has come; a loop is one round of asking after one completed service. */
public record CaseFile(
        CaseNo caseNo,
        String customerNo,
        ServiceEvent.Scenario scenario,
        ServiceEvent.Type completedBy,
        Instant completedAt,
        ServiceRecord service,
        Stage stage,
        @Nullable Outcome outcome,
        int round,
        Instant openedAt,
        @Nullable Instant closedAt) {}
