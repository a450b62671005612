package io.huisheng.closure;

import io.huisheng.assessment.Assessment;
import io.huisheng.assessment.Assessments;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.closure.RecoveryRecord.Kind;
import io.huisheng.directory.Staff;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import io.huisheng.survey.Responses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The recovery of a service that disappointed: who is responsible, what was done, and what the customer says to it (E3, E4, C7). */
@Service
public class Recoveries {

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_CODE = 32;

    private final RecoveryRows log;
    private final Duties duties;
    private final DutyRows rows;
    private final CaseFiles files;
    private final Responses responses;
    private final Assessments assessments;
    private final Staff staff;
    private final RecoverySettings settings;
    private final PartsOfDay partsOfDay;
    private final Clock clock;

    Recoveries(
            RecoveryRows log,
            Duties duties,
            DutyRows rows,
            CaseFiles files,
            Responses responses,
            Assessments assessments,
            Staff staff,
            RecoverySettings settings,
            WorkingTime workingTime,
            Clock clock) {
        this.log = log;
        this.duties = duties;
        this.rows = rows;
        this.files = files;
        this.responses = responses;
        this.assessments = assessments;
        this.staff = staff;
        this.settings = settings;
        this.partsOfDay = new PartsOfDay(settings.partsOfDay(), workingTime);
        this.clock = clock;
    }

    /** What is known about the trouble; a complaint without an answer tells of the service only. */
    public DepartmentFacts factsOf(CaseNo caseNo, int round) {
        var file = files.get(caseNo);
        var assessment = responses.newestOf(caseNo, round).flatMap(response -> assessments.find(response.responseId()));
        return new DepartmentFacts(
                assessment
                        .map(found -> found.tags().stream()
                                .map(Assessment.Tagged::tag)
                                .toList())
                        .orElse(List.of()),
                assessment.map(Assessment::problemClass).orElse(null),
                file.scenario().name(),
                file.service().productType(),
                Objects.requireNonNullElse(file.service().types(), List.of()));
    }

    /** Hands the duty to the department that the table named, and keeps the row and its reason (E9). */
    @Transactional
    public void assign(UUID dutyId, String department, String row, String reason) {
        holdOpen(dutyId);
        log.add(dutyId, RecoveryRecord.assigned(department, row, reason, clock.instant()));
        duties.handTo(dutyId, department);
    }

    /** The department takes the work over (E3). */
    @Transactional
    public void accept(UUID dutyId, String by) {
        var duty = holdOpen(dutyId);
        var department = departmentOf(duty);
        log.add(dutyId, RecoveryRecord.accepted(department, by, clock.instant()));
        files.note(duty.caseNo(), "RECOVERY_ACCEPTED", Words.recoveryAccepted(staff.titleOf(department)), by);
    }

    /** Somebody who works on it says whose work it is instead; quality rules on it, once (C7). */
    @Transactional
    public void dispute(UUID dutyId, String claimed, String reason, String by) {
        check(missing("/claimedDepartment", claimed, "closure.recovery.claimed.missing"));
        check(wrong("/disputeReason", reason, "closure.recovery.dispute.missing"));
        var duty = holdOpen(dutyId);
        var department = departmentOf(duty);
        if (log.of(dutyId).stream().anyMatch(line -> line.kind() == Kind.RULED)) {
            throw new Conflict("closure.recovery.ruled");
        }
        if (claimed.equals(department)) {
            throw new Conflict("closure.recovery.claimed.own");
        }
        var title = staff.titleOf(claimed);
        log.add(dutyId, RecoveryRecord.disputed(department, claimed, reason, by, clock.instant()));
        files.note(
                duty.caseNo(), "DEPARTMENT_DISPUTED", Words.departmentDisputed(staff.titleOf(department), title), by);
    }

    /** Quality rules whose work it is, after looking on site; from then on that stands (C7). */
    @Transactional
    public void rule(UUID dutyId, String department, String findings, String by) {
        check(missing("/ruledDepartment", department, "closure.recovery.ruling.department"));
        check(wrong("/findings", findings, "closure.recovery.ruling.missing"));
        var duty = holdOpen(dutyId);
        var title = staff.titleOf(department);
        log.add(dutyId, RecoveryRecord.ruled(department, findings, by, clock.instant()));
        files.note(duty.caseNo(), "DEPARTMENT_RULED", Words.departmentRuled(title), by);
        if (!department.equals(duty.department())) {
            duties.handTo(dutyId, department);
        }
    }

    /**
     * The department did what it could (E4).
     *
     * @param cause a word of the list in the form
     * @param cost in whole yuan; null where it was not named
     */
    @Transactional
    public void work(UUID dutyId, String done, String cause, @Nullable Integer cost, String by) {
        check(wrong("/done", done, "closure.recovery.done.missing"));
        check(missing("/cause", cause, "closure.recovery.cause.missing"));
        if (cost != null && cost < 0) {
            check(Optional.of(new Violation("/cost", "closure.recovery.cost.negative")));
        }
        var duty = holdOpen(dutyId);
        var department = departmentOf(duty);
        log.add(dutyId, RecoveryRecord.worked(department, done, cause, cost, by, clock.instant()));
        files.note(duty.caseNo(), "RECOVERY_WORKED", Words.recoveryWorked(staff.titleOf(department)), by);
    }

    /**
     * Somebody who did not do the work himself has called the customer, who gave his own verdict; or nobody was reached (E4).
     * What ends the recovery closes its duty, except a major complaint, which takes it over.
     *
     * @param said why the customer refuses, or what he says to the recovery; may be empty unless he refuses
     * @param satisfaction 1 to 5; only of a customer who accepts
     */
    @Transactional
    public AfterCall call(UUID dutyId, Verdict verdict, String said, @Nullable Integer satisfaction, String by) {
        if (verdict == Verdict.NOT_ACCEPTED) {
            check(wrong("/objection", said, "closure.recovery.objection.missing"));
        } else {
            check(tooMuch("/recoveryComment", said));
        }
        if (verdict == Verdict.ACCEPTED && (satisfaction == null || satisfaction < 1 || satisfaction > 5)) {
            check(Optional.of(new Violation("/satisfaction", "closure.recovery.satisfaction.missing")));
        }
        var duty = holdForCall(dutyId, by);
        log.add(
                dutyId,
                RecoveryRecord.called(
                        departmentOf(duty),
                        verdict,
                        said.isBlank() || verdict == Verdict.NOT_REACHED ? null : said,
                        verdict == Verdict.ACCEPTED ? satisfaction : null,
                        by,
                        clock.instant()));
        var next = after(verdict, log.of(dutyId));
        files.note(duty.caseNo(), "RECOVERY_CALLED", Words.recoveryCalled(next), by);
        if (next == AfterCall.RECOVERED || next == AfterCall.UNREACHABLE) {
            duties.close(dutyId, next.name(), by);
        }
        return next;
    }

    /** The call shows that another department should have done the work; quality rules on it before it goes on (C7, E4). */
    @Transactional
    public AfterCall disputeAfterCall(UUID dutyId, String claimed, String reason, String by) {
        var duty = holdForCall(dutyId, by);
        var next = AfterCall.DISPUTED;
        files.note(duty.caseNo(), "RECOVERY_CALLED", Words.recoveryCalled(next), by);
        dispute(dutyId, claimed, reason, by);
        return next;
    }

    private AfterCall after(Verdict verdict, List<RecoveryRecord> lines) {
        return switch (verdict) {
            case ACCEPTED -> AfterCall.RECOVERED;
            case NOT_ACCEPTED -> refusals(lines) < settings.chances() ? AfterCall.BACK : AfterCall.MAJOR;
            case NOT_REACHED ->
                inVain(lines).size() < settings.callAttempts() ? AfterCall.AGAIN : AfterCall.UNREACHABLE;
        };
    }

    /** When to call again: in a part of the day in which nobody called in vain about this piece of work yet (E4). */
    public Instant nextCallAt(UUID dutyId) {
        return partsOfDay.next(
                clock.instant(),
                inVain(log.of(dutyId)).stream().map(RecoveryRecord::at).toList());
    }

    /** The recovery goes on as the major complaint that takes it over (E4, E5). */
    @Transactional
    public void becomeMajor(UUID dutyId) {
        duties.close(dutyId, "BECAME_MAJOR", "system");
    }

    /** The recoveries that ended from one moment until before another. */
    public RecoveryRate rate(Instant from, Instant until) {
        var rate = log.rate(from, until);
        var answers = responses.about(log.accepted(from, until));
        var satisfied = answers.stream()
                .flatMap(answer -> assessments.find(answer.responseId()).stream())
                .filter(this::isSatisfied)
                .count();
        return new RecoveryRate(rate.accepted(), rate.ended(), answers.size(), (int) satisfied);
    }

    private boolean isSatisfied(Assessment assessment) {
        var overall = assessment.normalised().get("overall");
        return overall != null && overall.doubleValue() >= (settings.satisfiedFrom() - 1) * 25;
    }

    private static long refusals(List<RecoveryRecord> lines) {
        return lines.stream()
                .filter(line -> line.verdict() == Verdict.NOT_ACCEPTED)
                .count();
    }

    /** The calls in vain since somebody last worked on it. */
    private static List<RecoveryRecord> inVain(List<RecoveryRecord> lines) {
        var lastWork = 0;
        for (var at = 0; at < lines.size(); at++) {
            if (lines.get(at).kind() == Kind.WORKED) {
                lastWork = at;
            }
        }
        return lines.subList(lastWork, lines.size()).stream()
                .filter(line -> line.verdict() == Verdict.NOT_REACHED)
                .toList();
    }

    private static List<String> workers(List<RecoveryRecord> lines) {
        return lines.stream()
                .filter(line -> line.kind() == Kind.WORKED)
                .map(RecoveryRecord::by)
                .toList();
    }

    private Duty holdForCall(UUID dutyId, String by) {
        var duty = holdOpen(dutyId);
        if (workers(log.of(dutyId)).contains(by)) {
            throw new Conflict("closure.recovery.own-work");
        }
        return duty;
    }

    private Duty holdOpen(UUID dutyId) {
        var isOpen = rows.holdOpen(dutyId);
        var duty = rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
        if (!isOpen) {
            throw new Conflict(duty.state() == State.CANCELLED ? "closure.duty.cancelled" : "closure.duty.closed");
        }
        return duty;
    }

    private static String departmentOf(Duty duty) {
        return Objects.requireNonNull(duty.department(), "A recovery nobody was handed");
    }

    private static void check(Optional<Violation> problem) {
        problem.ifPresent(violation -> {
            throw new InvalidInput(List.of(violation));
        });
    }

    private static Optional<Violation> missing(String pointer, String code, String messageKey) {
        return code.isBlank() || code.length() > LONGEST_CODE
                ? Optional.of(new Violation(pointer, messageKey))
                : Optional.empty();
    }

    private static Optional<Violation> wrong(String pointer, String text, String messageKey) {
        return text.isBlank() ? Optional.of(new Violation(pointer, messageKey)) : tooMuch(pointer, text);
    }

    private static Optional<Violation> tooMuch(String pointer, String text) {
        return PlainText.problemWith(text, LONGEST_TEXT).map(problem -> new Violation(pointer, problem, LONGEST_TEXT));
    }
}
