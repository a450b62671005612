package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.closure.Duty.Step;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Channel;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The duties towards customers: opened, warned about, breached, closed; every step on record (E8). */
@Service
public class Duties {

    private static final int LONGEST_RESULT = 2000;
    private static final Logger log = LoggerFactory.getLogger(Duties.class);

    private final DutyRows rows;
    private final CaseFiles files;
    private final Outbox outbox;
    private final Staff staff;
    private final Clock clock;
    private final MeterRegistry meters;

    Duties(DutyRows rows, CaseFiles files, Outbox outbox, Staff staff, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        this.files = files;
        this.outbox = outbox;
        this.staff = staff;
        this.clock = clock;
        this.meters = meters;
    }

    /** Opens a duty with the moment by which it is to be fulfilled; null where the standard names none. */
    @Transactional
    public UUID open(CaseNo caseNo, int round, DutyType type, @Nullable Instant dueAt) {
        var id = UUID.randomUUID();
        if (!rows.insert(id, caseNo, round, type, dueAt, clock.instant())) {
            return rows.idOf(caseNo, round, type);
        }
        files.note(caseNo, "DUTY_OPENED", Words.opened(type, dueAt), "system");
        count(type, "opened");
        return id;
    }

    /** The limit is near: tells the role and records it. */
    @Transactional
    public void warn(UUID dutyId, String role) {
        take(dutyId, Step.WARNED, role);
    }

    /** The limit has passed: records the breach once and tells the role. */
    @Transactional
    public void breach(UUID dutyId, String role) {
        take(dutyId, Step.BREACHED, role);
    }

    /** Nothing happened after the breach: tells the next role. */
    @Transactional
    public void escalate(UUID dutyId, String role) {
        take(dutyId, Step.ESCALATED, role);
    }

    private void take(UUID dutyId, Step step, String role) {
        var duty = get(dutyId);
        var now = clock.instant();
        // A duty that was fulfilled while its timer fired needs no warning any more.
        if (!rows.holdOpen(dutyId) || !rows.step(dutyId, step, role, now)) {
            return;
        }
        if (step == Step.BREACHED) {
            rows.breach(dutyId, now);
        }
        outbox.add(new NewMessage(
                keyOf(step) + ":" + dutyId + ":" + role,
                step == Step.WARNED ? "WARNING" : "ESCALATION",
                Channel.EMAIL,
                duty.caseNo(),
                dutyId,
                role));
        files.note(duty.caseNo(), "DUTY_" + step.name(), Words.taken(duty.type(), step, staff.titleOf(role)), "system");
        count(duty.type(), step.name().toLowerCase(Locale.ROOT));
        log.atInfo()
                .addKeyValue("caseNo", duty.caseNo())
                .addKeyValue("dutyId", dutyId)
                .addKeyValue("step", step)
                .addKeyValue("role", role)
                .log("Limit of a duty");
    }

    private static String keyOf(Step step) {
        return switch (step) {
            case WARNED -> "warning";
            case BREACHED -> "breach";
            case ESCALATED -> "escalation";
        };
    }

    /** The duty is fulfilled; the outcome is a short word, {@code by} a user id or system. */
    @Transactional
    public void close(UUID dutyId, String outcome, String by) {
        var duty = get(dutyId);
        var now = clock.instant();
        if (duty.dueAt() != null && now.isAfter(duty.dueAt()) && rows.breach(dutyId, now)) {
            // Late is late, also where the timer had no time to say so.
            files.note(duty.caseNo(), "DUTY_BREACHED", Words.closedLate(duty.type()), "system");
        }
        if (rows.end(dutyId, State.CLOSED, outcome, by, now)) {
            files.note(duty.caseNo(), "DUTY_CLOSED", Words.closed(duty.type(), outcome), by);
            count(duty.type(), "closed");
        }
    }

    /**
     * The duty is fulfilled by a member of staff, who says what came of it in his own words.
     *
     * @param result what was typed; may be empty, never leaves the house
     */
    @Transactional
    public void fulfil(UUID dutyId, String outcome, String result, String by) {
        PlainText.problemWith(result, LONGEST_RESULT).ifPresent(problem -> {
            throw new InvalidInput(List.of(new Violation("/result", problem, LONGEST_RESULT)));
        });
        if (!result.isBlank()) {
            rows.write("duty_result", dutyId, result, by, clock.instant());
        }
        close(dutyId, outcome, by);
    }

    /** Whether a duty of this round is still open. */
    public boolean hasOpen(CaseNo caseNo, int round) {
        return rows.hasOpen(caseNo, round);
    }

    /** The open duties of a round are void, for example because the service was reopened. */
    @Transactional
    public void cancelAll(CaseNo caseNo, int round, String reason) {
        rows.of(caseNo).stream().filter(duty -> duty.round() == round).forEach(duty -> {
            if (rows.end(duty.id(), State.CANCELLED, reason, "system", clock.instant())) {
                files.note(caseNo, "DUTY_CANCELLED", Words.cancelled(duty.type(), reason), "system");
                count(duty.type(), "cancelled");
            }
        });
    }

    private Duty get(UUID dutyId) {
        return rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
    }

    private void count(DutyType type, String what) {
        meters.counter("huisheng.duties", "type", type.name(), "what", what).increment();
    }
}
