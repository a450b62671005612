package io.huisheng.process.handlemajorcomplaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.closure.Duties;
import io.huisheng.closure.MajorComplaints;
import io.huisheng.closure.MajorComplaints.Next;
import io.huisheng.closure.MajorContact;
import io.huisheng.closure.MajorSolution;
import io.huisheng.directory.Staff;
import io.huisheng.invitation.Purpose;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.followupsurvey.FollowUpSurvey;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Diagram handle-major-complaint")
class HandleMajorComplaintTest {

    private static final String[] CALLED = {"join-task-force"};

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("handle-major-complaint", CALLED);

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");
    private static final Instant CONTACTED_AT = Instant.parse("2026-05-06T06:30:00Z");
    private static final Duration WARNED = Duration.ofHours(4);
    private static final Duration DUE = Duration.ofHours(24);
    private static final Duration NEXT = Duration.ofHours(48);

    private static final Map<String, String> SOLUTION =
            Map.of("solution", "全额退款", "responsible", "李工", "finishBy", "2026-05-20");
    private static final Map<String, String> REACHED = contact("REACHED");

    private final MajorComplaints complaints = mock();
    private final Duties duties = mock();
    private final Deadline deadline = mock();
    private final FollowUpSurvey followUp = mock();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        DutyBeans.countFromNow(deadline, WARNED, DUE, NEXT);
        given(complaints.open(CASE, 1, START.plus(DUE))).willReturn(new Duties.Opened(DUTY, true));
        given(complaints.firstContact(any(), any(), any())).willReturn(Next.GO_ON);
        given(complaints.agree(any(), any(), any())).willReturn(true);
        given(complaints.confirmation(any(), any(), any())).willReturn(Next.CLOSED);
        var forms = DutyBeans.forms();
        DutyBeans.put(DIAGRAM, duties, deadline)
                .with(
                        "taskForce",
                        new TaskForce(
                                new TaskForceSettings(List.of("customer-service-lead", "quality")), mock(Staff.class)))
                .with("openMajorComplaint", new OpenMajorComplaint(complaints, deadline))
                .with("recordFirstContact", new RecordFirstContact(complaints, forms))
                .with("agreeSolution", new AgreeSolution(complaints, forms))
                .with("confirmSolution", new ConfirmSolution(complaints, forms))
                .with("tellProgress", new TellProgress(complaints, forms))
                .with("restartProgress", new RestartProgress())
                .with("decideOnClosing", new DecideOnClosing(complaints, forms))
                .with("planSpecialSurvey", new PlanSpecialSurvey(followUp));
        DIAGRAM.deploy(List.of("handle-major-complaint.bpmn"), CALLED);
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName(
            "E5: leads join side by side, the customer is contacted and the solution agreed; his confirmation ends everything")
    void closesWithTheConfirmation() {
        var instance = started();
        assertThat(DIAGRAM.calledNow()).containsExactly("join-task-force", "join-task-force");
        assertThat(DIAGRAM.engine()
                        .getRuntimeService()
                        .createVariableInstanceQuery()
                        .variableName("role")
                        .list())
                .extracting(variable -> variable.getValue().toString())
                .contains("customer-service-lead", "quality");
        assertThat(instance).isWaitingAt("Task_RecordFirstContact", "Task_TellProgress", "Call_JoinTaskForce");

        complete("Task_RecordFirstContact", REACHED);
        verify(complaints)
                .firstContact(
                        DUTY,
                        new MajorContact(CONTACTED_AT, "PHONE", MajorContact.Outcome.REACHED, "要求退货", "今天回电"),
                        "anna");
        complete("Task_AgreeSolution", SOLUTION);
        verify(complaints).agree(DUTY, new MajorSolution("全额退款", "李工", LocalDate.of(2026, 5, 20)), "anna");
        complete("Task_ConfirmSolution", contact("CONFIRMED"));

        assertThat(instance).isEnded().hasPassed("End_CustomerConfirmed");
        assertThat(DIAGRAM.calledNow()).as("nobody is waited for any more").isEmpty();
        verify(followUp).begin(CASE, 1, Purpose.SPECIAL, DUTY);
        verify(duties, times(3)).drop(DUTY, "major-progress", "");
    }

    @Test
    @DisplayName("E5: when all leads have joined, the work goes on")
    void goesOnWhenAllHaveJoined() {
        var instance = started();

        DIAGRAM.finishWhatWasCalled();

        assertThat(instance).hasPassed("End_TaskForceComplete").isWaitingAt("Task_RecordFirstContact");
    }

    @Test
    @DisplayName("a complaint that comes while one is being dealt with joins it")
    void joinsTheRunningOne() {
        given(complaints.open(any(), anyInt(), any())).willReturn(new Duties.Opened(DUTY, false));

        assertThat(started()).isEnded().hasPassed("End_ComplaintJoined");
    }

    @Test
    @DisplayName("E5: a solution that the customer does not accept is agreed anew, with his reason")
    void solvesAgain() {
        given(complaints.confirmation(any(), any(), any())).willReturn(Next.SOLVE_AGAIN, Next.CLOSED);
        var instance = contacted();
        complete("Task_AgreeSolution", SOLUTION);

        complete("Task_ConfirmSolution", contact("REJECTED"));
        assertThat(instance).isWaitingAt("Task_AgreeSolution");
        complete("Task_AgreeSolution", SOLUTION);
        complete("Task_ConfirmSolution", contact("CONFIRMED"));

        assertThat(instance).isEnded();
        verify(complaints, times(2)).agree(any(), any(), any());
    }

    @Test
    @DisplayName("E5: who is not reached is contacted again; after enough attempts management decides")
    void closesByTheRuleOfFailedContact() {
        given(complaints.firstContact(any(), any(), any())).willReturn(Next.TRY_AGAIN, Next.GO_ON);
        given(complaints.confirmation(any(), any(), any())).willReturn(Next.TRY_AGAIN, Next.DECIDE, Next.DECIDE);
        given(complaints.agree(any(), any(), any())).willReturn(false);
        given(complaints.decide(any(), anyBoolean(), any(), any())).willReturn(Next.TRY_AGAIN, Next.CLOSED);
        var instance = started();
        var progress = DIAGRAM.theTask("Task_TellProgress").getId();

        complete("Task_RecordFirstContact", contact("NOT_REACHED"));
        assertThat(instance).isWaitingAt("Task_RecordFirstContact");
        complete("Task_RecordFirstContact", contact("NOT_REACHED"));
        complete("Task_AgreeSolution", SOLUTION);
        complete("Task_ConfirmSolution", contact("NOT_REACHED"));
        assertThat(DIAGRAM.theTask("Task_TellProgress").getId())
                .as("he has heard nothing yet")
                .isEqualTo(progress);
        assertThat(instance).isWaitingAt("Task_ConfirmAgain");
        complete("Task_ConfirmAgain", contact("NOT_REACHED"));
        assertThat(instance).isWaitingAt("Task_DecideOnClosing");
        complete("Task_DecideOnClosing", Map.of("decision", "GO_ON", "reason", "再试一次"));
        verify(complaints).decide(DUTY, false, "再试一次", "anna");
        assertThat(instance).isWaitingAt("Task_ConfirmAgain");
        complete("Task_ConfirmAgain", contact("NOT_REACHED"));
        complete("Task_DecideOnClosing", Map.of("decision", "CLOSE", "reason", "已尽力"));

        verify(complaints).decide(DUTY, true, "已尽力", "anna");
        assertThat(instance).isEnded().hasPassed("End_ClosedUnreached");
        verify(followUp).begin(CASE, 1, Purpose.SPECIAL, DUTY);
    }

    @Test
    @DisplayName("E5: the customer hears of the progress again and again; a contact or an agreement counts as such")
    void tellsTheProgressAgainAndAgain() {
        var instance = started();
        var first = DIAGRAM.theTask("Task_TellProgress");
        assertThat(first).hasDueDate(Date.from(START.plus(DUE)));

        DIAGRAM.advanceTo(START.plus(Duration.ofHours(3)));
        complete("Task_TellProgress", Map.of("progress", " 正在处理 ", "signedBy", "李敏 400"));
        verify(complaints).tellProgress(DUTY, "正在处理", "李敏 400", "anna");
        var second = DIAGRAM.theTask("Task_TellProgress");
        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(second.getDueDate()).isAfter(first.getDueDate());

        DIAGRAM.advanceTo(START.plus(Duration.ofHours(5)));
        complete("Task_RecordFirstContact", REACHED);
        var third = DIAGRAM.theTask("Task_TellProgress");
        assertThat(third.getDueDate()).isAfter(second.getDueDate());
        assertThat(instance).hasPassed("Boundary_InformedOtherwise");

        DIAGRAM.advanceTo(START.plus(Duration.ofHours(6)));
        complete("Task_AgreeSolution", SOLUTION);
        assertThat(DIAGRAM.theTask("Task_TellProgress").getDueDate()).isAfter(third.getDueDate());
        verify(duties, times(1)).meet(DUTY, "major-progress", "", "anna");
        verify(duties, times(2)).drop(DUTY, "major-progress", "");
    }

    @ParameterizedTest
    @CsvSource({
        "Task_RecordFirstContact, major-first-contact",
        "Task_AgreeSolution,      major-solution",
        "Task_ConfirmSolution,    major-confirmation",
        "Task_ConfirmAgain,       major-contact-again",
        "Task_DecideOnClosing,    major-closing",
        "Task_TellProgress,       major-progress"
    })
    @DisplayName(
            "E8: every step is warned about, its breach recorded and reported upwards, each at its moment; the task stays")
    void escalates(String task, String obligation) {
        given(complaints.confirmation(any(), any(), any()))
                .willReturn(task.equals("Task_DecideOnClosing") ? Next.DECIDE : Next.TRY_AGAIN);
        var instance = started();
        if (!task.equals("Task_RecordFirstContact") && !task.equals("Task_TellProgress")) {
            complete("Task_RecordFirstContact", REACHED);
            if (!task.equals("Task_AgreeSolution")) {
                complete("Task_AgreeSolution", SOLUTION);
                if (!task.equals("Task_ConfirmSolution")) {
                    complete("Task_ConfirmSolution", contact("NOT_REACHED"));
                }
            }
        }
        var steps = DutyBeans.count(duties, DUTY, obligation, "");
        var warnings = task.equals("Task_RecordFirstContact") ? 3 : 1;

        DutyBeans.assertStepsAt(
                DIAGRAM,
                steps,
                Stream.concat(IntStream.rangeClosed(1, warnings).mapToObj(WARNED::multipliedBy), Stream.of(DUE, NEXT))
                        .map(START::plus)
                        .toList());
        assertThat(instance).isWaitingAt(task);
    }

    @Test
    @DisplayName("what the domain refuses is told to the person, and the task stays open")
    void tellsWhatIsRefused() {
        given(complaints.firstContact(any(), any(), any()))
                .willThrow(new InvalidInput(List.of(new Violation("/said", "closure.major.missing.said"))));
        var instance = started();

        assertThatThrownBy(() -> complete("Task_RecordFirstContact", REACHED))
                .hasRootCauseInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("请填写客户说了什么");
        var noSuchDay = new HashMap<>(REACHED);
        noSuchDay.put("contactMoment", "2026-02-30 10:00");
        assertThatThrownBy(() -> complete("Task_RecordFirstContact", noSuchDay))
                .hasRootCauseInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("2026-05-06 14:30");
        assertThat(instance).isWaitingAt("Task_RecordFirstContact");
    }

    @Test
    @DisplayName("G4: nothing that was typed stays in the engine")
    void keepsNothingThatWasTyped() {
        contacted();
        complete("Task_AgreeSolution", SOLUTION);

        assertThat(DIAGRAM.engine()
                        .getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .list())
                .extracting(variable -> variable.getName())
                .doesNotContain("said", "promised", "outcome", "channel", "contactMoment", "solution", "responsible");
        verify(complaints, never()).decide(any(), anyBoolean(), any(), any());
    }

    private static Map<String, String> contact(String outcome) {
        return Map.of(
                "contactMoment", "2026-05-06 14:30",
                "channel", "PHONE",
                "outcome", outcome,
                "said", " 要求退货 ",
                "promised", "今天回电");
    }

    private static ProcessInstance started() {
        return DIAGRAM.start("handle-major-complaint", CASE, Map.of("round", 1));
    }

    private static ProcessInstance contacted() {
        var instance = started();
        complete("Task_RecordFirstContact", REACHED);
        return instance;
    }

    private static void complete(String key, Map<String, String> typed) {
        DIAGRAM.complete(DIAGRAM.theTask(key), "anna", typed);
    }
}
