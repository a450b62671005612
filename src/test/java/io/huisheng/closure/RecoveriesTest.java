package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.assessment.Assessment;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.Sentiment;
import io.huisheng.assessment.Validity;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.closure.RecoveryRecord.Kind;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;

@DisplayName("Recoveries")
class RecoveriesTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    private static final Instant DUE = at("2026-05-15T18:00:00+08:00");

    private final CaseFiles files = mock(CaseFiles.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Staff staff = mock(Staff.class);
    private final Responses responses = mock(Responses.class);
    private final Assessments assessments = mock(Assessments.class);
    private final WorkingTime workingTime = mock(WorkingTime.class);
    private final TestClock clock = new TestClock("2026-05-08T10:00:00+08:00");
    private Room room;
    private Recoveries recoveries;
    private Duties duties;

    @AfterEach
    void close() {
        room.close();
    }

    private void on(Database database) {
        when(staff.titleOf(anyString())).thenAnswer(call -> "<" + call.getArgument(0) + ">");
        when(workingTime.isWorkingDay(any())).thenReturn(true);
        when(workingTime.isContactHour(any())).thenReturn(true);
        room = Room.on(
                database,
                clock,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                DutiesSection.class,
                Recoveries.class,
                RecoveryRows.class,
                RecoveriesSection.class,
                RecoveryStory.class,
                RecoveryFigures.class,
                new RecoverySettings(
                        2, 3, List.of(LocalTime.of(13, 30), LocalTime.of(9, 0), LocalTime.of(17, 30)), 4, 30),
                files,
                outbox,
                staff,
                responses,
                assessments,
                workingTime);
        recoveries = room.get(Recoveries.class);
        duties = room.get(Duties.class);
    }

    private UUID opened() {
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        recoveries.assign(duty, "warehouse", "PartsMissing", "客户提到配件不足");
        return duty;
    }

    private UUID worked() {
        var duty = opened();
        recoveries.accept(duty, "wang");
        recoveries.work(duty, "更换了电容", "SPARE_PARTS", 120, "wang");
        return duty;
    }

    private Duty get(UUID duty) {
        return room.get(DutyRows.class).find(duty).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E3 E4 E9: keep who is responsible and why, what was done, and what the customer says; accepting ends them")
    void keepEverythingThatIsRecorded(Database database) {
        on(database);
        var duty = worked();
        assertThat(get(duty).department()).isEqualTo("warehouse");

        assertThat(recoveries.call(duty, Verdict.ACCEPTED, "谢谢 ${x}", 4, "anna"))
                .isEqualTo(AfterCall.RECOVERED);

        assertThat(get(duty).state()).isEqualTo(Duty.State.CLOSED);
        assertThat(get(duty).outcome()).isEqualTo("RECOVERED");
        var now = clock.instant();
        assertThat(room.get(RecoveriesSection.class)
                        .of(CASE)
                        .get(duty.toString())
                        .lines())
                .containsExactly(
                        RecoveryRecord.assigned("warehouse", "PartsMissing", "客户提到配件不足", now),
                        RecoveryRecord.accepted("warehouse", "wang", now),
                        RecoveryRecord.worked("warehouse", "更换了电容", "SPARE_PARTS", 120, "wang", now),
                        RecoveryRecord.called("warehouse", Verdict.ACCEPTED, "谢谢 ${x}", 4, "anna", now));
        assertThat(room.get(RecoveriesSection.class).of(new CaseNo("WO-2"))).isEmpty();
        var told = ArgumentCaptor.forClass(String.class);
        verify(files, times(6)).note(eq(CASE), anyString(), told.capture(), anyString());
        assertThat(told.getAllValues()).noneMatch(text -> text.contains("电容") || text.contains("谢谢"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E4: not accepted goes back with the reason, again not accepted becomes a major complaint")
    void goBackOnceAndThenBecomeMajor(Database database) {
        on(database);
        var duty = worked();

        assertThat(recoveries.call(duty, Verdict.NOT_ACCEPTED, "还是不制冷", null, "anna"))
                .isEqualTo(AfterCall.BACK);
        assertThat(room.get(RecoveryStory.class).of(CASE).orElseThrow())
                .contains("责任部门：<warehouse>（客户提到配件不足）", "处理完成：更换了电容（原因：备件供应）", "回访：客户不认可，理由：还是不制冷");
        recoveries.work(duty, "更换了压缩机", "PRODUCT", null, "wang");
        assertThat(recoveries.call(duty, Verdict.NOT_ACCEPTED, "噪音很大", null, "anna"))
                .isEqualTo(AfterCall.MAJOR);

        assertThat(get(duty).state())
                .as("until the major complaint takes it over")
                .isEqualTo(Duty.State.OPEN);
        recoveries.becomeMajor(duty);
        assertThat(get(duty).outcome()).isEqualTo("BECAME_MAJOR");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E4: who does not answer is called in every part of the day, as often as the settings say, for each piece of work")
    void callInEveryPartOfTheDay(Database database) {
        on(database);
        var duty = worked();

        assertThat(inVain(duty)).isEqualTo(AfterCall.AGAIN);
        assertThat(recoveries.nextCallAt(duty)).isEqualTo(at("2026-05-08T13:30:00+08:00"));
        clock.set("2026-05-08T14:00:00+08:00");
        assertThat(inVain(duty)).isEqualTo(AfterCall.AGAIN);
        assertThat(recoveries.nextCallAt(duty)).isEqualTo(at("2026-05-08T17:30:00+08:00"));
        recoveries.call(duty, Verdict.NOT_ACCEPTED, "还是不制冷", null, "anna");
        recoveries.work(duty, "更换了压缩机", "PRODUCT", null, "wang");

        clock.set("2026-05-09T18:00:00+08:00");
        assertThat(inVain(duty)).isEqualTo(AfterCall.AGAIN);
        assertThat(recoveries.nextCallAt(duty))
                .as("nobody was called in the morning about the new work")
                .isEqualTo(at("2026-05-10T09:00:00+08:00"));
        assertThat(inVain(duty)).isEqualTo(AfterCall.AGAIN);
        assertThat(inVain(duty)).isEqualTo(AfterCall.UNREACHABLE);
        assertThat(get(duty).state()).isEqualTo(Duty.State.CLOSED);
        assertThat(get(duty).outcome()).isEqualTo("UNREACHABLE");
    }

    private AfterCall inVain(UUID duty) {
        return recoveries.call(duty, Verdict.NOT_REACHED, "", null, "anna");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C7: a dispute is ruled on once, with reasons that stay; the work goes on where quality said")
    void areRuledOnOnce(Database database) {
        on(database);
        var duty = opened();

        recoveries.dispute(duty, "technical-lead", "不是备件的问题", "wang");
        recoveries.rule(duty, "technical-lead", "现场看过，接线错误", "zhi");

        assertThat(get(duty).department()).isEqualTo("technical-lead");
        assertThat(room.get(RecoveriesSection.class)
                        .of(CASE)
                        .get(duty.toString())
                        .lines())
                .extracting(RecoveryRecord::kind, RecoveryRecord::department, RecoveryRecord::said)
                .contains(
                        tuple(Kind.DISPUTED, "warehouse", "不是备件的问题"), tuple(Kind.RULED, "technical-lead", "现场看过，接线错误"));
        refused("closure.recovery.ruled", () -> recoveries.dispute(duty, "warehouse", "也不是我们", "zhao"));
        recoveries.work(duty, "重新接线", "SKILL", 0, "zhao");
        assertThat(room.get(RecoveryStory.class).of(CASE).orElseThrow())
                .contains("质量部门裁定由<technical-lead>处理：现场看过，接线错误");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C7: a call back raises a dispute too; the recovery stays open and no chance is used up")
    void areDisputedAfterACall(Database database) {
        on(database);
        var duty = worked();

        assertThat(recoveries.disputeAfterCall(duty, "technical-lead", "客户说是接线的问题", "anna"))
                .isEqualTo(AfterCall.DISPUTED);

        assertThat(get(duty).state()).isEqualTo(Duty.State.OPEN);
        verify(files).note(CASE, "RECOVERY_CALLED", "回访客户：已联系上，责任部门有争议", "anna");
        verify(files)
                .note(
                        CASE,
                        "DEPARTMENT_DISPUTED",
                        "责任部门有争议：现由<warehouse>负责，被认为应由<technical-lead>处理，等待质量部门核实裁定",
                        "anna");
        assertThat(room.get(RecoveryStory.class).of(CASE).orElseThrow())
                .contains("责任部门有争议：现由<warehouse>负责，被认为应由<technical-lead>处理，理由：客户说是接线的问题");
        refused("closure.recovery.own-work", () -> recoveries.disputeAfterCall(duty, "technical-lead", "x", "wang"));
        recoveries.rule(duty, "technical-lead", "现场看过，接线错误", "zhi");
        recoveries.work(duty, "重新接线", "SKILL", 0, "zhao");
        assertThat(recoveries.call(duty, Verdict.NOT_ACCEPTED, "还是不行", null, "anna"))
                .isEqualTo(AfterCall.BACK);
        refused("closure.recovery.ruled", () -> recoveries.disputeAfterCall(duty, "warehouse", "x", "anna"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E4: who did the work does not call the customer about it")
    void areNotJudgedByThoseWhoWorked(Database database) {
        on(database);
        var duty = worked();

        refused("closure.recovery.own-work", () -> recoveries.call(duty, Verdict.ACCEPTED, "", 5, "wang"));

        assertThat(get(duty).state()).isEqualTo(Duty.State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("refuse what is incomplete, and what comes after their end")
    void refuseWhatIsIncomplete(Database database) {
        on(database);
        var duty = opened();

        invalid("/claimedDepartment", () -> recoveries.dispute(duty, "", "x", "wang"));
        invalid("/disputeReason", () -> recoveries.dispute(duty, "quality", " ", "wang"));
        refused("closure.recovery.claimed.own", () -> recoveries.dispute(duty, "warehouse", "x", "wang"));
        invalid("/ruledDepartment", () -> recoveries.rule(duty, "", "x", "zhi"));
        invalid("/findings", () -> recoveries.rule(duty, "warehouse", "", "zhi"));
        invalid("/done", () -> recoveries.work(duty, "", "SKILL", null, "wang"));
        invalid("/done", () -> recoveries.work(duty, "字".repeat(2001), "SKILL", null, "wang"));
        invalid("/cause", () -> recoveries.work(duty, "x", "", null, "wang"));
        invalid("/cost", () -> recoveries.work(duty, "x", "SKILL", -1, "wang"));
        invalid("/objection", () -> recoveries.call(duty, Verdict.NOT_ACCEPTED, "", null, "anna"));
        invalid("/satisfaction", () -> recoveries.call(duty, Verdict.ACCEPTED, "", null, "anna"));
        invalid("/satisfaction", () -> recoveries.call(duty, Verdict.ACCEPTED, "", 6, "anna"));
        assertThat(room.get(RecoveryRows.class).of(duty)).hasSize(1);

        duties.cancelAll(CASE, 1, "REOPENED");
        refused("closure.duty.cancelled", () -> recoveries.accept(duty, "wang"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E3: a new reason joins the recovery or the major complaint of the round; whoever works on it hears of it")
    void areJoined(Database database) {
        on(database);
        var duty = opened();
        duties.begin(
                duty,
                "",
                new Limits(
                        "recovery-handover",
                        "接手补救",
                        1,
                        List.of(),
                        "a",
                        DUE,
                        "customer-service-lead",
                        DUE.plusSeconds(60),
                        "management",
                        "",
                        ""));

        var joined = duties.openOrJoin(CASE, 1, DutyType.RECOVERY, DutyType.MAJOR_COMPLAINT, DUE);

        assertThat(joined).isEqualTo(new Duties.Opened(duty, false));
        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, times(2)).add(queued.capture());
        assertThat(queued.getAllValues())
                .allMatch(message -> message.kind().equals("JOINED")
                        && duty.equals(message.reference())
                        && message.caseNo().equals(CASE))
                .extracting(NewMessage::role)
                .containsExactly("customer-service-lead", "warehouse");
        verify(files).note(eq(CASE), eq("DUTY_JOINED"), anyString(), eq("system"));

        duties.close(duty, "RECOVERED", "anna");
        var major = duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, DUE);
        assertThat(duties.openOrJoin(CASE, 1, DutyType.RECOVERY, DutyType.MAJOR_COMPLAINT, DUE))
                .isEqualTo(new Duties.Opened(major, false));
        assertThat(duties.openOrJoin(CASE, 2, DutyType.RECOVERY, DutyType.MAJOR_COMPLAINT, DUE)
                        .isNew())
                .as("another round")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E4: count accepted among all that ended; those that were cancelled did not end")
    void countTheRate(Database database) {
        on(database);
        var leads = Set.of("customer-service-lead");
        assertThat(figure(leads)).containsExactly("暂无");

        recoveries.call(worked(), Verdict.ACCEPTED, "", 5, "anna");
        recoveries.becomeMajor(worked());
        recoveries.call(worked(), Verdict.ACCEPTED, "", 4, "anna");
        opened();
        duties.cancelAll(CASE, 1, "REOPENED");
        duties.open(new CaseNo("WO-2"), 1, DutyType.RECOVERY, DUE);

        assertThat(figure(leads)).containsExactly("67%（2/3）");
        assertThat(figure(Set.of("customer-service"))).isEmpty();
        var now = clock.instant();
        assertThat(recoveries.rate(now, now.plusSeconds(1))).isEqualTo(new RecoveryRate(2, 3));
        assertThat(recoveries.rate(now.minusSeconds(60), now)).isEqualTo(new RecoveryRate(0, 0));
        clock.advance(Duration.ofDays(31));
        assertThat(figure(leads)).containsExactly("暂无");
    }

    private List<String> figure(Set<String> roles) {
        return room.get(RecoveryFigures.class).figures(roles, Locale.SIMPLIFIED_CHINESE).stream()
                .map(figure -> figure.value())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(value = Database.class, names = "H2")
    @DisplayName(
            "E9: the facts of the answer of this very round tell whose work it is; without an answer only the service does")
    void knowTheFacts(Database database) {
        on(database);
        var service =
                new ServiceRecord("空调", "KFR-35GW", List.of("维修"), null, null, null, null, null, null, null, null);
        var now = clock.instant();
        when(files.get(CASE))
                .thenReturn(new CaseFile(
                        CASE,
                        "C1",
                        ServiceEvent.Scenario.REPAIR,
                        ServiceEvent.Type.RESOLVED,
                        now,
                        service,
                        Stage.ANSWERED,
                        null,
                        2,
                        now,
                        null));
        var answer = mock(Response.class);
        var id = UUID.randomUUID();
        when(answer.responseId()).thenReturn(id);
        when(responses.newestOf(CASE, 2)).thenReturn(Optional.of(answer));
        when(assessments.find(id))
                .thenReturn(Optional.of(new Assessment(
                        id,
                        now,
                        Validity.VALID,
                        List.of(),
                        Map.of(),
                        null,
                        "1",
                        "1",
                        Sentiment.NEGATIVE,
                        "SOLUTION",
                        false,
                        List.of(new Assessment.Tagged("配件不足", List.of("缺货"))),
                        List.of())));

        assertThat(recoveries.factsOf(CASE, 2))
                .isEqualTo(new DepartmentFacts(List.of("配件不足"), "SOLUTION", "REPAIR", "空调", List.of("维修")));
        assertThat(recoveries.factsOf(CASE, 1))
                .isEqualTo(new DepartmentFacts(List.of(), null, "REPAIR", "空调", List.of("维修")));
    }

    private static void refused(String messageKey, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Conflict.class).hasMessage(messageKey);
    }

    private static void invalid(String pointer, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.pointer()).isEqualTo(pointer)));
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}
