package io.huisheng.closure;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done for a customer and written down about him; clocks, outcomes and verdicts stay, the words go. */
@Component
@Order(40)
class PersonalDuties implements PersonalRecords {

    /** Everything that somebody typed about a duty, as table and column. */
    private static final List<Typed> TYPED = List.of(
            new Typed("customer_reply", "text"),
            new Typed("customer_reply", "signed_by"),
            new Typed("duty_result", "text"),
            new Typed("interview_attempt", "customer_comment"),
            new Typed("interview_attempt", "customer_suggestion"),
            new Typed("interview_attempt", "recording"),
            new Typed("interview_attempt", "note"),
            new Typed("major_member", "note"),
            new Typed("major_contact", "said"),
            new Typed("major_contact", "promised"),
            new Typed("major_solution", "text"),
            new Typed("major_solution", "responsible"),
            new Typed("major_progress", "text"),
            new Typed("major_progress", "signed_by"),
            new Typed("major_decision", "reason"),
            new Typed("recovery_record", "said"),
            new Typed("verification_record", "customer_comment"),
            new Typed("verification_record", "customer_suggestion"),
            new Typed("verification_record", "meaning"),
            new Typed("verification_record", "explanation"),
            new Typed("verification_record", "note"));

    private final JdbcClient jdbc;
    private final Duties duties;
    private final DutyRows rows;
    private final Interviews interviews;
    private final MajorRows major;
    private final RecoveryRows recoveries;
    private final Verifications verifications;

    PersonalDuties(
            JdbcClient jdbc,
            Duties duties,
            DutyRows rows,
            Interviews interviews,
            MajorRows major,
            RecoveryRows recoveries,
            Verifications verifications) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.rows = rows;
        this.interviews = interviews;
        this.major = major;
        this.recoveries = recoveries;
        this.verifications = verifications;
    }

    @Override
    public String name() {
        return "duties";
    }

    @Override
    public List<Done> of(CaseNo caseNo, List<Integer> rounds) {
        var calls = interviews.of(caseNo);
        return dutiesOf(caseNo, rounds).stream()
                .map(duty -> new Done(
                        duty,
                        rows.replyOf(duty.id()).orElse(null),
                        resultOf(duty.id()),
                        calls.stream()
                                .filter(call -> call.dutyId().equals(duty.id()))
                                .toList(),
                        recoveries.of(duty.id()),
                        verifications.of(duty.id()),
                        major.of(duty.id())))
                .toList();
    }

    @Override
    public void erase(ErasedRounds erased) {
        erased.rounds().forEach(round -> duties.cancelAll(erased.caseNo(), round, "CUSTOMER_ERASED"));
        dutiesOf(erased.caseNo(), erased.rounds())
                .forEach(duty -> TYPED.forEach(typed -> jdbc.sql("update " + typed.table() + " set " + typed.column()
                                + " = ? where duty_id = ? and " + typed.column() + " is not null and "
                                + typed.column() + " <> ''")
                        .params(ErasedRounds.MARK, duty.id())
                        .update()));
    }

    private List<Duty> dutiesOf(CaseNo caseNo, List<Integer> rounds) {
        return rows.of(caseNo).stream()
                .filter(duty -> rounds.contains(duty.round()))
                .toList();
    }

    private @Nullable String resultOf(UUID dutyId) {
        return jdbc.sql("select text from duty_result where duty_id = ?")
                .param(dutyId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** A duty and everything that was written down about it. */
    record Done(
            Duty duty,
            DutyRows.@Nullable Written reply,
            @Nullable String result,
            List<Interviews.Attempt> calls,
            List<RecoveryRecord> recovery,
            List<VerificationRow> verification,
            List<MajorRows.Entry> major) {}

    private record Typed(String table, String column) {}
}
