package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The duties towards customers: opened, warned about, breached, closed; every step on record (E8). */
@Service
public class Duties {

    private static final int LONGEST_RESULT = 2000;
    private static final Logger log = LoggerFactory.getLogger(Duties.class);

    private final DutyRows rows;
    private final DutyClocks clocks;
    private final CaseFiles files;
    private final Outbox outbox;
    private final Staff staff;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ObjectProvider<AtWork> atWork;

    Duties(
            DutyRows rows,
            DutyClocks clocks,
            CaseFiles files,
            Outbox outbox,
            Staff staff,
            Clock clock,
            MeterRegistry meters,
            ObjectProvider<AtWork> atWork) {
        this.rows = rows;
        this.clocks = clocks;
        this.files = files;
        this.outbox = outbox;
        this.staff = staff;
        this.clock = clock;
        this.meters = meters;
        this.atWork = atWork;
    }

    /**
     * Opens a duty with the moment by which it is to be fulfilled; null where the standard names none. Where one of this type is
     * open in this round already, the new reason joins it: nobody is contacted twice about the same trouble.
     */
    @Transactional
    public UUID open(CaseNo caseNo, int round, DutyType type, @Nullable Instant dueAt) {
        return openOrJoin(caseNo, round, type, dueAt).id();
    }

    /** Like {@link #open}, and says whether the duty is new. */
    @Transactional
    public Opened openOrJoin(CaseNo caseNo, int round, DutyType type, @Nullable Instant dueAt) {
        var id = UUID.randomUUID();
        var running = rows.open(id, caseNo, round, type, dueAt, clock.instant());
        while (!running.equals(id)) {
            // Who joins a duty that is being closed would be lost with it.
            if (rows.holdOpen(running)) {
                join(get(running));
                return new Opened(running, false);
            }
            running = rows.open(id, caseNo, round, type, dueAt, clock.instant());
        }
        files.note(caseNo, "DUTY_OPENED", Words.opened(type, dueAt), "system");
        count(type, "opened");
        return new Opened(id, true);
    }

    /** Like {@link #openOrJoin}, but joins an open duty of the other type in this round before anything else. */
    @Transactional
    public Opened openOrJoin(CaseNo caseNo, int round, DutyType type, DutyType coveredBy, @Nullable Instant dueAt) {
        return rows.findOpen(caseNo, round, coveredBy)
                .filter(rows::holdOpen)
                .map(running -> {
                    join(get(running));
                    return new Opened(running, false);
                })
                .orElseGet(() -> openOrJoin(caseNo, round, type, dueAt));
    }

    /** A duty, and whether it was opened just now or is one that runs already. */
    public record Opened(UUID id, boolean isNew) {}

    /** Whoever works on the running duty hears of the new reason. */
    private void join(Duty running) {
        files.note(running.caseNo(), "DUTY_JOINED", Words.joined(running.type()), "system");
        var roles = new LinkedHashSet<>(clocks.rolesAt(running.id()));
        if (running.department() != null) {
            roles.add(running.department());
        }
        atWork.forEach(door -> roles.addAll(door.rolesOf(running.caseNo(), running.id())));
        if (running.type() == DutyType.MAJOR_COMPLAINT) {
            roles.addAll(clocks.subjectsOf(running.id()));
        }
        if (roles.isEmpty()) {
            // Between two calls nobody has a task; whoever had the last one has the next.
            roles.addAll(clocks.rolesEverAt(running.id()));
        }
        roles.forEach(role -> outbox.add(new NewMessage(
                "joined:" + UUID.randomUUID(), "JOINED", Channel.EMAIL, running.caseNo(), running.id(), role)));
    }

    /**
     * An obligation of a duty begins: from now on its moments count, and the duty is due when the first of its obligations is. One that still runs under the
     * same name, because an attempt to meet it failed, goes on with the moments that it has.
     *
     * @param subject whom it binds or what it is about where several run at the same time, for example a role or an answer; otherwise
     *     empty
     */
    @Transactional
    public void begin(UUID dutyId, String subject, Limits limits) {
        if (rows.holdOpen(dutyId)
                && clocks.hold(dutyId, limits.obligation(), subject).isEmpty()) {
            clocks.begin(dutyId, subject, limits, clock.instant());
            rows.followClocks(dutyId);
        }
    }

    /** The moments of an obligation that runs, whatever the table says by now; empty where none of this name does (E8). */
    public Optional<Moments> momentsOf(UUID dutyId, String obligation, String subject) {
        return clocks.momentsOf(dutyId, obligation, subject);
    }

    /**
     * The obligation is met. Where that is too late, the breach is on record and told before, also where the timer had no time to
     * (E8); a reminder that is still due is not worth sending any more.
     */
    @Transactional
    public void meet(UUID dutyId, String obligation, String subject, String by) {
        if (!rows.holdOpen(dutyId)) {
            return;
        }
        var now = clock.instant();
        clocks.hold(dutyId, obligation, subject).ifPresent(running -> {
            if (now.isAfter(running.dueAt())) {
                var duty = get(dutyId);
                clocks.dueLevels(running.id(), now).stream()
                        .filter(level -> level.step() != Step.WARNED)
                        .forEach(level -> takeOnce(duty, running, level, now));
            }
            clocks.end(running.id(), "MET", by, now);
            rows.followClocks(dutyId);
        });
    }

    /** Nobody has to meet the obligation any more. */
    @Transactional
    public void drop(UUID dutyId, String obligation, String subject) {
        clocks.hold(dutyId, obligation, subject)
                .ifPresent(running -> clocks.end(running.id(), "VOID", "system", clock.instant()));
    }

    /**
     * Does what is due by now about an obligation that is not met: warns, records the breach, tells the next level; each once,
     * however often and however late it is asked to (E8). An obligation that was met while its timer fired needs nothing.
     *
     * @return the highest step that has been taken, now or before; empty where the obligation no longer runs or nothing is due
     */
    @Transactional
    public Optional<Step> takeDueSteps(UUID dutyId, String obligation, String subject) {
        if (!rows.holdOpen(dutyId)) {
            return Optional.empty();
        }
        var running = clocks.hold(dutyId, obligation, subject);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        var duty = get(dutyId);
        var now = clock.instant();
        Optional<Step> highest = Optional.empty();
        for (var level : clocks.dueLevels(running.get().id(), now)) {
            takeOnce(duty, running.get(), level, now);
            highest = Optional.of(level.step());
        }
        return highest;
    }

    private void takeOnce(Duty duty, DutyClocks.Running running, DutyClocks.Level level, Instant now) {
        if (!clocks.take(running.id(), level.level(), now)) {
            return;
        }
        var step = level.step();
        if (step == Step.BREACHED) {
            rows.breach(duty.id(), now);
        }
        outbox.add(new NewMessage(
                keyOf(step) + ":" + running.id() + ":" + level.level(),
                step == Step.WARNED ? "WARNING" : "ESCALATION",
                Channel.EMAIL,
                duty.caseNo(),
                running.id(),
                level.role()));
        files.note(
                duty.caseNo(),
                "DUTY_" + step.name(),
                Words.taken(running.title(), step, staff.titleOf(level.role())),
                "system");
        count(duty.type(), step.name().toLowerCase(Locale.ROOT));
        log.atInfo()
                .addKeyValue("caseNo", duty.caseNo())
                .addKeyValue("dutyId", duty.id())
                .addKeyValue("step", step)
                .addKeyValue("role", level.role())
                .log("Limit of an obligation");
    }

    private static String keyOf(Step step) {
        return switch (step) {
            case WARNED -> "warning";
            case BREACHED -> "breach";
            case ESCALATED -> "escalation";
        };
    }

    /** Hands an open duty to the department that is to act on it, a role of the house (E3, E9). */
    @Transactional
    public void handTo(UUID dutyId, String department) {
        if (rows.handTo(dutyId, department)) {
            var duty = get(dutyId);
            files.note(
                    duty.caseNo(),
                    "DUTY_HANDED_OVER",
                    Words.handedTo(duty.type(), staff.titleOf(department)),
                    "system");
        }
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
            clocks.dropAll(dutyId, now);
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
            rows.writeResult(dutyId, result, by, clock.instant());
        }
        close(dutyId, outcome, by);
    }

    /** The open duty of this type in this round, if there is one. */
    public Optional<UUID> findOpen(CaseNo caseNo, int round, DutyType type) {
        return rows.findOpen(caseNo, round, type);
    }

    /** Which way the newest duty of this type in this round that was fulfilled ended; empty where none was. */
    public Optional<String> outcomeOf(CaseNo caseNo, int round, DutyType type) {
        return rows.newestOutcome(caseNo, round, type);
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
                clocks.dropAll(duty.id(), clock.instant());
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
