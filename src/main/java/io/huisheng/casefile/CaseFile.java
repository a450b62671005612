package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One case and how far its current loop has come; a loop is one round of asking after one completed service.
 *
 * @param openedAt when the current round was opened
 * @param closedAt when the current round was closed; null while it runs
 */
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
        @Nullable Instant closedAt) {

    static CaseFile open(ServiceEvent event, Instant now) {
        return new CaseFile(
                event.caseNo(),
                event.customerNo(),
                event.scenario(),
                event.type(),
                event.occurredAt(),
                event.service(),
                Stage.WAITING,
                null,
                1,
                now,
                null);
    }

    CaseFile openNextRound(ServiceEvent event, Instant now) {
        return new CaseFile(
                caseNo,
                event.customerNo(),
                event.scenario(),
                event.type(),
                event.occurredAt(),
                service.updatedBy(event.service()),
                Stage.WAITING,
                null,
                round + 1,
                now,
                null);
    }

    CaseFile reopened(ServiceEvent event, Instant now) {
        return new CaseFile(
                caseNo,
                customerNo,
                scenario,
                completedBy,
                completedAt,
                service.updatedBy(event.service()),
                Stage.CLOSED,
                Outcome.REOPENED,
                round,
                openedAt,
                closedAt == null ? now : closedAt);
    }

    CaseFile knowing(ServiceRecord later) {
        return new CaseFile(
                caseNo,
                customerNo,
                scenario,
                completedBy,
                completedAt,
                service.updatedBy(later),
                stage,
                outcome,
                round,
                openedAt,
                closedAt);
    }

    boolean isRunning() {
        return stage != Stage.CLOSED;
    }
}
