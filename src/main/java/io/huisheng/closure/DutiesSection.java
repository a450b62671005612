package io.huisheng.closure;

import io.huisheng.casefile.CaseSection;
import io.huisheng.closure.Duty.Step;
import io.huisheng.closure.Duty.Told;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the duties of a case with their limits and what was done about them. */
@Component
class DutiesSection implements CaseSection {

    private final DutyRows rows;

    DutiesSection(DutyRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "duties";
    }

    @Override
    public Object of(CaseNo caseNo) {
        return rows.of(caseNo).stream().map(this::view).toList();
    }

    private View view(Duty duty) {
        var steps = rows.stepsOf(duty.id());
        return new View(
                duty.id(),
                duty.type(),
                duty.state(),
                duty.round(),
                local(duty.openedAt()),
                localOrNull(duty.dueAt()),
                steps.stream()
                        .filter(told -> told.step() == Step.WARNED)
                        .map(told -> local(told.at()))
                        .distinct()
                        .toList(),
                localOrNull(duty.breachedAt()),
                steps.stream()
                        .filter(told -> told.step() != Step.WARNED)
                        .map(Told::role)
                        .distinct()
                        .toList(),
                null,
                localOrNull(duty.closedAt()),
                duty.outcome(),
                rows.replyOf(duty.id()).map(DutyRows.Written::text).orElse(null));
    }

    private static OffsetDateTime local(Instant moment) {
        return OffsetDateTime.ofInstant(moment, BusinessTime.ZONE);
    }

    private static @Nullable OffsetDateTime localOrNull(@Nullable Instant moment) {
        return moment == null ? null : local(moment);
    }

    /** A duty as the outside sees it. */
    record View(
            UUID dutyId,
            DutyType type,
            Duty.State state,
            int round,
            OffsetDateTime openedAt,
            @Nullable OffsetDateTime dueAt,
            List<OffsetDateTime> warnedAt,
            @Nullable OffsetDateTime breachedAt,
            List<String> escalatedTo,
            @Nullable String department,
            @Nullable OffsetDateTime closedAt,
            @Nullable String outcome,
            @Nullable String replyText) {}
}
