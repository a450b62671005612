package io.huisheng.process.recoverservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.closure.AfterCall;
import io.huisheng.closure.DepartmentFacts;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.Limits;
import io.huisheng.closure.Recoveries;
import io.huisheng.closure.Verdict;
import io.huisheng.invitation.Purpose;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.followupsurvey.FollowUpSurvey;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Diagram recover-service")
class RecoverServiceTest {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("recover-service", "handle-major-complaint");

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");
    private static final String ACCEPT = "Task_AcceptRecovery";
    private static final String WORK = "Task_WorkOnRecovery";
    private static final String RULE = "Task_RuleOnDispute";
    private static final String CALL = "Task_CallBackCustomer";
    private static final String CALL_AGAIN = "Task_CallBackCustomerAgain";

    private final Duties duties = mock();
    private final Recoveries recoveries = mock();
    private final Deadline deadline = mock();
    private final FollowUpSurvey followUp = mock();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        DutyBeans.countFromNow(deadline, Duration.ofHours(12), Duration.ofHours(24), Duration.ofHours(48));
        given(deadline.limitsOf(anyString())).willAnswer(call -> limits(call.getArgument(0)));
        opens(false);
        given(recoveries.factsOf(CASE, 1))
                .willReturn(new DepartmentFacts(List.of("响应慢", "配件不足"), "SOLUTION", "REPAIR", "空调", List.of("维修")));
        DutyBeans.put(DIAGRAM, duties, deadline);
        DIAGRAM.with("openRecovery", new OpenRecovery(duties, deadline))
                .with("findDepartment", new FindDepartment(recoveries))
                .with("acceptRecovery", new AcceptRecovery(recoveries, DutyBeans.forms()))
                .with("workOnRecovery", new WorkOnRecovery(recoveries, DutyBeans.forms()))
                .with("ruleOnDispute", new RuleOnDispute(recoveries, DutyBeans.forms()))
                .with("callBackCustomer", new CallBackCustomer(recoveries, DutyBeans.forms()))
                .with("closeAsMajor", new CloseAsMajor(recoveries))
                .with("planRecoverySurvey", new PlanRecoverySurvey(followUp));
        DIAGRAM.deploy(List.of("recover-service.bpmn", "responsible-department.dmn"), "handle-major-complaint");
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName(
            "E3 E4 E9: the department takes over and works, the customer accepts; nothing typed stays in the engine")
    void recoversTheService() {
        var instance = started();
        verify(recoveries).assign(DUTY, "warehouse", "PartsMissing", "客户提到配件不足");
        assertThat(instance).isWaitingAt(ACCEPT);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("warehouse");
        assertThat(DIAGRAM.theTask()).hasDueDate(in(24));

        complete("wang", Map.of("outcome", "ACCEPTED"));
        verify(recoveries).accept(DUTY, "wang");
        assertThat(instance).isWaitingAt(WORK);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("warehouse");

        complete("wang", Map.of("outcome", "DONE", "done", "更换了电容", "cause", "SPARE_PARTS", "cost", 120));
        verify(recoveries).work(DUTY, "更换了电容", "SPARE_PARTS", 120, "wang");
        assertThat(instance).isWaitingAt(CALL);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("customer-service");

        given(recoveries.call(DUTY, Verdict.ACCEPTED, "谢谢", 5, "anna")).willReturn(AfterCall.RECOVERED);
        complete("anna", Map.of("verdict", "ACCEPTED", "satisfaction", "5", "recoveryComment", "谢谢"));

        assertThat(instance).isEnded().hasPassed("End_ServiceRecovered");
        verify(followUp).begin(CASE, 1, Purpose.RECOVERY, DUTY);
        verify(duties).meet(DUTY, "recovery-handover", "", "wang");
        verify(duties).meet(DUTY, "recovery-work", "", "wang");
        verify(duties).meet(DUTY, "recovery-callback", "", "anna");
        verify(recoveries, never()).dispute(any(), any(), any(), any());
        assertThat(DIAGRAM.keptOf(instance))
                .allMatch(variable -> !variable.getTypeName().equals("object"), "is no object")
                .extracting(variable -> String.valueOf(variable.getValue()))
                .doesNotContain("更换了电容", "谢谢", "SPARE_PARTS", "120");
    }

    @Test
    @DisplayName(
            "E3: a new reason joins the recovery or the major complaint that is being dealt with; there is no second task")
    void joinsWhatIsRunning() {
        opens(true);

        var instance = started();

        assertThat(instance).isEnded().hasPassed("End_Joined").hasNotPassed("Task_FindDepartment");
        verify(duties, never()).begin(any(), any(), any());
    }

    @Test
    @DisplayName("C7: a department that disputes the handover is heard by quality; the work goes on where it ruled")
    void qualityRulesOnADisputedHandover() {
        var instance = started();

        complete(
                "wang", Map.of("outcome", "DISPUTED", "claimedDepartment", "technical-lead", "disputeReason", "配件已到货"));
        verify(recoveries).dispute(DUTY, "technical-lead", "配件已到货", "wang");
        verify(recoveries, never()).accept(any(), any());
        assertThat(instance).isWaitingAt(RULE);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("quality");

        complete("zhi", Map.of("ruledDepartment", "technical-lead", "findings", "现场看过，接线错误"));

        verify(recoveries).rule(DUTY, "technical-lead", "现场看过，接线错误", "zhi");
        assertThat(instance).isWaitingAt(WORK);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("technical-lead");
    }

    @Test
    @DisplayName("C7: also while it works a department can dispute")
    void qualityRulesOnDisputedWork() {
        var instance = atWork();

        complete("wang", disputed());
        assertThat(instance).isWaitingAt(RULE);
        verify(recoveries, never()).work(any(), any(), any(), any(), any());
        complete("zhi", Map.of("ruledDepartment", "warehouse", "findings", "库存记录有误"));

        assertThat(instance).isWaitingAt(WORK);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("warehouse");
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, CALL_AGAIN})
    @DisplayName(
            "C7: also a call back can show that it is another department's work; what it did then is called about anew")
    void qualityRulesOnACallBack(String call) {
        given(recoveries.disputeAfterCall(DUTY, "technical-lead", "不是备件的问题", "anna"))
                .willReturn(AfterCall.DISPUTED);
        var instance = at(call);

        complete(
                "anna",
                Map.of("verdict", "DISPUTED", "claimedDepartment", "technical-lead", "disputeReason", "不是备件的问题"));
        assertThat(instance).isWaitingAt(RULE);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("quality");
        verify(recoveries, never()).call(any(), eq(Verdict.ACCEPTED), any(), any(), any());

        complete("zhi", Map.of("ruledDepartment", "technical-lead", "findings", "接线错误"));
        assertThat(instance).isWaitingAt(WORK);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("technical-lead");
        complete("zhao", done());
        assertThat(instance).isWaitingAt(CALL);
    }

    @Test
    @DisplayName("E4: not accepted goes back to the department, again not accepted becomes a major complaint")
    void becomesAMajorComplaint() {
        given(recoveries.call(DUTY, Verdict.NOT_ACCEPTED, "还是不制冷", null, "anna"))
                .willReturn(AfterCall.BACK)
                .willReturn(AfterCall.MAJOR);
        var instance = atCall();

        complete("anna", Map.of("verdict", "NOT_ACCEPTED", "objection", "还是不制冷"));
        assertThat(instance).isWaitingAt(WORK);
        complete("wang", done());
        complete("anna", Map.of("verdict", "NOT_ACCEPTED", "objection", "还是不制冷"));

        assertThat(instance).isWaitingAt("Call_HandleMajorComplaint");
        assertThat(DIAGRAM.calledNow()).containsExactly("handle-major-complaint");
        verify(recoveries).becomeMajor(DUTY);
        var called = DIAGRAM.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("handle-major-complaint")
                .singleResult();
        assertThat(called.getBusinessKey()).isEqualTo("WO-1");
        assertThat(DIAGRAM.engine().getRuntimeService().getVariables(called.getId()))
                .containsOnlyKeys("round");
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isEnded().hasPassed("End_MajorComplaintHandled");
    }

    @Test
    @DisplayName("E4: who does not answer is called again in another part of the day, and then closed as unreachable")
    void callsAgainInAnotherPartOfTheDay() {
        given(recoveries.call(DUTY, Verdict.NOT_REACHED, "", null, "anna"))
                .willReturn(AfterCall.AGAIN)
                .willReturn(AfterCall.UNREACHABLE);
        var later = START.plus(Duration.ofHours(4));
        given(recoveries.nextCallAt(DUTY)).willReturn(later);
        var instance = atCall();

        complete("anna", Map.of("verdict", "NOT_REACHED"));
        assertThat(instance).isWaitingAt("Event_NextPartOfDay");
        DIAGRAM.advanceTo(later.minusSeconds(1));
        assertThat(instance).isWaitingAt("Event_NextPartOfDay");
        DIAGRAM.advanceTo(later);
        assertThat(instance).isWaitingAt(CALL_AGAIN);
        assertThat(DIAGRAM.groupsOf(DIAGRAM.theTask())).containsExactly("customer-service");

        complete("anna", Map.of("verdict", "NOT_REACHED"));
        assertThat(instance).isEnded().hasPassed("End_CustomerUnreachable");
        verify(followUp, never()).begin(any(), anyInt(), any(), any());
        verify(duties).meet(DUTY, "recovery-callback-again", "", "anna");
    }

    @ParameterizedTest
    @CsvSource({
        ACCEPT + ", recovery-handover",
        WORK + ", recovery-work",
        RULE + ", on-site-ruling",
        CALL + ", recovery-callback",
        CALL_AGAIN + ", recovery-callback-again",
    })
    @DisplayName("E8: every task is warned about, breached and reported upwards, each at its moment, and stays open")
    void escalatesStepByStep(String task, String obligation) {
        DutyBeans.takeEveryStep(duties, DUTY);
        var instance = at(task);
        var begun = ClockUtil.getCurrentTime().toInstant();
        verify(duties).begin(DUTY, "", limits(obligation));

        verify(duties, never()).takeDueSteps(any(), any(), any());
        DutyBeans.assertMovesUp(
                DIAGRAM,
                begun.plus(Duration.ofHours(12)),
                begun.plus(Duration.ofHours(24)),
                begun.plus(Duration.ofHours(48)));

        verify(duties, times(3)).takeDueSteps(DUTY, obligation, "");
        verify(duties, times(3)).takeDueSteps(any(), any(), any());
        assertThat(instance).isWaitingAt(task);
    }

    @Test
    @DisplayName("a service that is reopened takes the task back, and its clock with it")
    void endsTheClockWithTheTask() {
        var instance = atWork();

        DIAGRAM.stop(instance);

        verify(duties).drop(DUTY, "recovery-work", "");
    }

    private void opens(boolean joined) {
        given(duties.openOrJoin(CASE, 1, DutyType.RECOVERY, DutyType.MAJOR_COMPLAINT, START.plus(Duration.ofHours(24))))
                .willReturn(new Duties.Opened(DUTY, !joined));
    }

    private static Date in(int hours) {
        return Date.from(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofHours(hours)));
    }

    private static Limits limits(String obligation) {
        return new Limits(obligation, "X", 1, List.of(), "a", START, "b", START, "c", "", "");
    }

    private static ProcessInstance started() {
        return DIAGRAM.start("recover-service", CASE, Map.of("round", 1));
    }

    private ProcessInstance atWork() {
        var instance = started();
        complete("wang", Map.of("outcome", "ACCEPTED"));
        return instance;
    }

    private ProcessInstance atCall() {
        var instance = atWork();
        complete("wang", done());
        return instance;
    }

    private ProcessInstance at(String task) {
        switch (task) {
            case ACCEPT -> {
                return started();
            }
            case WORK -> {
                return atWork();
            }
            case RULE -> {
                var instance = started();
                complete("wang", disputed());
                return instance;
            }
            default -> {
                var instance = atCall();
                if (task.equals(CALL_AGAIN)) {
                    given(recoveries.call(eq(DUTY), any(), any(), any(), any())).willReturn(AfterCall.AGAIN);
                    given(recoveries.nextCallAt(DUTY)).willReturn(START.plusSeconds(60));
                    complete("anna", Map.of("verdict", "NOT_REACHED"));
                    DIAGRAM.advanceTo(START.plusSeconds(60));
                }
                return instance;
            }
        }
    }

    private static Map<String, Object> done() {
        return Map.of("outcome", "DONE", "done", "更换了电容", "cause", "SPARE_PARTS");
    }

    private static Map<String, Object> disputed() {
        return Map.of("outcome", "DISPUTED", "claimedDepartment", "technical-lead", "disputeReason", "不是备件的问题");
    }

    private static void complete(String user, Map<String, Object> typed) {
        DIAGRAM.complete(DIAGRAM.theTask(), user, typed);
    }
}
