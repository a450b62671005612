package io.huisheng.closure;

import io.huisheng.casefile.CaseSection;
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
    private final DutyClocks clocks;

    DutiesSection(DutyRows rows, DutyClocks clocks) {
        this.rows = rows;
        this.clocks = clocks;
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
        var taken = clocks.takenOf(duty.id());
        return new View(
                duty.id(),
                duty.type(),
                duty.state(),
                duty.round(),
                local(duty.openedAt()),
                localOrNull(duty.dueAt()),
                taken.stream()
                        .filter(level -> level.step() == Step.WARNED)
                        .map(level -> local(level.at()))
                        .toList(),
                localOrNull(duty.breachedAt()),
                taken.stream()
                        .filter(level -> level.step() != Step.WARNED)
                        .map(DutyClocks.Taken::role)
                        .distinct()
                        .toList(),
                duty.department(),
                localOrNull(duty.closedAt()),
                duty.outcome(),
                rows.replyOf(duty.id()).map(DutyRows.Written::text).orElse(null),
                clocks.of(duty.id()).stream().map(clock -> view(clock, taken)).toList());
    }

    private static Obligation view(DutyClocks.View clock, List<DutyClocks.Taken> taken) {
        return new Obligation(
                clock.obligation(),
                clock.title(),
                clock.subject().isEmpty() ? null : clock.subject(),
                clock.state(),
                clock.standardVersion(),
                local(clock.begunAt()),
                local(clock.dueAt()),
                localOrNull(clock.endedAt()),
                taken.stream()
                        .filter(level -> level.clock().equals(clock.id()))
                        .map(level -> new Told(level.step(), level.role(), local(level.at())))
                        .toList());
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
            @Nullable String replyText,
            List<Obligation> obligations) {}

    /** One obligation of a duty: when it began, until when it had to be met, and who was told what about it. */
    record Obligation(
            String obligation,
            String title,
            @Nullable String subject,
            String state,
            int standardVersion,
            OffsetDateTime begunAt,
            OffsetDateTime dueAt,
            @Nullable OffsetDateTime endedAt,
            List<Told> told) {}

    /** Somebody was told about a limit. */
    record Told(Step step, String role, OffsetDateTime at) {}
}
