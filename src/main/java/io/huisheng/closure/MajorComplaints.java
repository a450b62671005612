package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.MajorContact.Outcome;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Channel;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the task force of a major complaint does, on record: who joined, every contact, the agreed solution, what the customer was
 * told meanwhile, and how it ended (E5). Only the customer's word or a decision of management closes it.
 */
@Service
public class MajorComplaints {

    private static final String FIRST_CONTACT = "FIRST_CONTACT";
    private static final String CONFIRMATION = "CONFIRMATION";
    private static final int LONGEST = 2000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_RESPONSIBLE = 200;

    private final MajorRows rows;
    private final DutyRows dutyRows;
    private final Duties duties;
    private final CaseFiles files;
    private final Outbox outbox;
    private final Staff staff;
    private final MajorSettings settings;
    private final Clock clock;

    MajorComplaints(
            MajorRows rows,
            DutyRows dutyRows,
            Duties duties,
            CaseFiles files,
            Outbox outbox,
            Staff staff,
            MajorSettings settings,
            Clock clock) {
        this.rows = rows;
        this.dutyRows = dutyRows;
        this.duties = duties;
        this.files = files;
        this.outbox = outbox;
        this.staff = staff;
        this.settings = settings;
        this.clock = clock;
    }

    /** What comes next. */
    public enum Next {
        /** The customer was reached, or enough attempts have failed: the solution must not wait for him. */
        GO_ON,
        /** He was not reached and is to be contacted again. */
        TRY_AGAIN,
        /** He did not accept the solution. */
        SOLVE_AGAIN,
        /** Enough attempts have failed: management decides. */
        DECIDE,
        /** He confirmed, or management closed: the duty is closed. */
        CLOSED
    }

    /**
     * Opens the duty and tells the customer at once that it is being dealt with; a complaint that comes while one is being dealt
     * with joins it (E5).
     */
    @Transactional
    public Duties.Opened open(CaseNo caseNo, int round, @Nullable Instant dueAt) {
        var opened = duties.openOrJoin(caseNo, round, DutyType.MAJOR_COMPLAINT, dueAt);
        if (opened.isNew()) {
            outbox.add(
                    new NewMessage("ack:" + opened.id(), "ACKNOWLEDGEMENT", Channel.EMAIL, caseNo, opened.id(), null));
        }
        return opened;
    }

    /** Somebody joins the task force for his role. */
    @Transactional
    public void join(UUID dutyId, String role, String note, String by) {
        check(problem("/note", note, LONGEST, false));
        var duty = held(dutyId);
        if (rows.join(dutyId, role, note, by, clock.instant())) {
            files.note(duty.caseNo(), "MAJOR_JOINED", Words.joinedTaskForce(staff.titleOf(role)), by);
        }
    }

    /**
     * An attempt to speak to the customer for the first time (E5). Where enough have failed, the work goes on without him: what is
     * wrong must be put right all the same, and he is written to.
     */
    @Transactional
    public Next firstContact(UUID dutyId, MajorContact contact, String by) {
        var duty = held(dutyId);
        record(duty, FIRST_CONTACT, contact, by);
        return contact.outcome() == Outcome.REACHED || isEnough(dutyId, FIRST_CONTACT) ? Next.GO_ON : Next.TRY_AGAIN;
    }

    /**
     * What was agreed with the customer; a later agreement stands beside the earlier ones.
     *
     * @return whether he knows of it; without him, because he could not be reached, it is only written down (E5)
     */
    @Transactional
    public boolean agree(UUID dutyId, MajorSolution solution, String by) {
        check(
                problem("/solution", solution.text(), LONGEST, true),
                problem("/responsible", solution.responsible(), LONGEST_RESPONSIBLE, true));
        var duty = held(dutyId);
        rows.add(dutyId, solution, by, clock.instant());
        files.note(duty.caseNo(), "MAJOR_SOLUTION", Words.agreed(solution.finishBy()), by);
        return rows.wasReachedLast(dutyId);
    }

    /** What the customer says when he is asked whether the matter is settled; only his yes closes the duty (E5). */
    @Transactional
    public Next confirmation(UUID dutyId, MajorContact contact, String by) {
        var duty = held(dutyId);
        record(duty, CONFIRMATION, contact, by);
        return switch (contact.outcome()) {
            case CONFIRMED -> {
                duties.close(dutyId, "SETTLED", by);
                yield Next.CLOSED;
            }
            case REJECTED -> Next.SOLVE_AGAIN;
            case REACHED, NOT_REACHED -> isEnough(dutyId, CONFIRMATION) ? Next.DECIDE : Next.TRY_AGAIN;
        };
    }

    /** Queues what somebody wrote to the customer about the progress, with the name of the person he can turn to. */
    @Transactional
    public void tellProgress(UUID dutyId, String text, String signedBy, String by) {
        check(problem("/progress", text, LONGEST, true), problem("/signedBy", signedBy, LONGEST_NAME, true));
        var duty = held(dutyId);
        var id = rows.addProgress(dutyId, text, signedBy, by, clock.instant());
        outbox.add(new NewMessage("progress:" + id, "PROGRESS", Channel.EMAIL, duty.caseNo(), id, null));
        files.note(duty.caseNo(), "MAJOR_PROGRESS", "已写好给客户的进展通知，等待发送", by);
    }

    /** Management decides about a customer who cannot be reached: who, when and why stay on record (E5). */
    @Transactional
    public Next decide(UUID dutyId, boolean closes, String reason, String by) {
        check(problem("/reason", reason, LONGEST, true));
        var duty = held(dutyId);
        rows.addDecision(dutyId, closes ? "CLOSE" : "GO_ON", reason, by, clock.instant());
        files.note(duty.caseNo(), "MAJOR_DECISION", Words.decided(closes), by);
        if (closes) {
            duties.close(dutyId, "UNREACHABLE", by);
            return Next.CLOSED;
        }
        return Next.TRY_AGAIN;
    }

    private void record(Duty duty, String purpose, MajorContact contact, String by) {
        var reached = contact.outcome() != Outcome.NOT_REACHED;
        var now = clock.instant();
        check(
                problem("/said", contact.said(), LONGEST, reached),
                problem("/promised", contact.promised(), LONGEST, false),
                contact.contactedAt().isAfter(now) ? new Violation("/contactedAt", "closure.major.future") : null);
        rows.add(duty.id(), purpose, contact, by, now);
        files.note(duty.caseNo(), "MAJOR_CONTACT", Words.contacted(contact.contactedAt(), contact.outcome()), by);
    }

    private boolean isEnough(UUID dutyId, String purpose) {
        return settings.isMetBy(rows.failedInARow(dutyId, purpose));
    }

    /** The duty, held until the transaction ends: nobody closes it while somebody adds to it. */
    private Duty held(UUID dutyId) {
        var open = dutyRows.holdOpen(dutyId);
        var duty = dutyRows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
        if (!open) {
            throw new Conflict(duty.state() == Duty.State.CANCELLED ? "closure.duty.cancelled" : "closure.duty.closed");
        }
        return duty;
    }

    private static @Nullable Violation problem(String pointer, String text, int longest, boolean required) {
        if (text.isBlank()) {
            return required ? new Violation(pointer, "closure.major.missing" + pointer.replace('/', '.')) : null;
        }
        return PlainText.problemWith(text, longest)
                .map(key -> new Violation(pointer, key, longest))
                .orElse(null);
    }

    private static void check(@Nullable Violation... found) {
        List<Violation> violations = new ArrayList<>();
        for (var one : found) {
            if (one != null) {
                violations.add(one);
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }
}
