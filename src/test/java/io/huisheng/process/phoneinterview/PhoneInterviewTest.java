package io.huisheng.process.phoneinterview;

import static io.huisheng.process.duty.DutyBeans.limitsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.calendar.Calendars;
import io.huisheng.closure.CallAttempts;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.InterviewCall;
import io.huisheng.closure.Interviews;
import io.huisheng.closure.Limits;
import io.huisheng.closure.Moments;
import io.huisheng.process.deadline.Standards;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.ArgumentCaptor;

@DisplayName("Diagram phone-interview")
class PhoneInterviewTest {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("phone-interview");

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    /** A Wednesday. */
    private static final Instant START = Instant.parse("2026-05-06T10:00:00+08:00");

    private static final Instant FIRST_DUE = Instant.parse("2026-05-08T18:00:00+08:00");

    private final Duties duties = mock();
    private final Interviews interviews = mock();
    private final CallAttempts attempts = mock();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        DIAGRAM.furnish(this::putBeans);
        DIAGRAM.deploy(List.of("phone-interview.bpmn", "interview-attempts.dmn", "service-standards.dmn"));
        given(duties.openOrJoin(CASE, 1, DutyType.INTERVIEW, FIRST_DUE)).willReturn(new Duties.Opened(DUTY, true));
        DutyBeans.takeEveryStep(duties, DUTY);
    }

    private void putBeans() {
        var clock = new EngineClock();
        var workingTime = Calendars.statutory(clock);
        var deadline = Standards.on(DIAGRAM.engine(), workingTime, duties, clock);
        DIAGRAM.with("interviewCustomer", new InterviewCustomer(interviews, deadline, DutyBeans.forms()))
                .with("planNextAttempt", DutyBeans.planNextAttempt(attempts))
                .with("giveUp", new GiveUp(interviews))
                .with("keepPromise", new KeepPromise(interviews, duties, DutyBeans.forms()))
                .with("leavePromise", new LeavePromise(interviews));
        DutyBeans.put(DIAGRAM, duties, deadline);
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName("A6: the task has the limit that the plan named, and the role that the plan named")
    void beginsWithTheObligationOfThePlan() {
        var instance = started();

        assertThat(instance).isWaitingAt("Task_InterviewCustomer");
        assertThat(DIAGRAM.theTask()).hasDueDate(Date.from(FIRST_DUE)).hasCandidateGroup("account-manager");
        verify(duties).begin(eq(DUTY), eq(""), limitsOf("contact-after-complaint"));
    }

    @Test
    @DisplayName(
            "B3: a call that was answered is written down with everything the customer said, and the interview is over")
    void writesDownWhatTheCustomerSaid() {
        var instance = started();
        Diagram.clockAt(Instant.parse("2026-05-06T15:00:00+08:00"));

        complete(Map.of(
                "outcome", "REACHED",
                "overall", "6",
                "attitude", "2",
                "comment", "等了三天",
                "suggestion", "快一点",
                "problemClass", "RESPONSE",
                "callEndedAt", "2026-05-06T14:45",
                "recording", "R-17",
                "nextCall", "2026-05-07T09:30"));

        assertThat(instance).isEnded().hasPassed("End_Interviewed").hasNotPassed("Task_KeepPromise");
        var call = recorded(Instant.parse("2026-05-06T14:55:00+08:00"));
        assertThat(call.overall()).isEqualTo(6);
        assertThat(call.dimensions()).isEqualTo(Map.of("attitude", 2));
        assertThat(call.comment()).isEqualTo("等了三天");
        assertThat(call.problemClass()).isEqualTo("RESPONSE");
        assertThat(call.callEndedAt()).isEqualTo(Instant.parse("2026-05-06T14:45:00+08:00"));
        assertThat(call.callAgainAt())
                .as("typed before another outcome was chosen")
                .isNull();
        var inOrder = inOrder(duties, interviews);
        inOrder.verify(duties).meet(DUTY, "contact-after-complaint", "", "anna");
        inOrder.verify(interviews).record(any(), any(), any(), any());
        assertThat(storedVariables(instance))
                .containsExactlyInAnyOrder(
                        "round",
                        "contactRole",
                        "obligation",
                        "duty",
                        "dutyId",
                        "isJoined",
                        "callOutcome",
                        "callBackPromised");
    }

    @Test
    @DisplayName("B3: what was promised becomes a task of its own with 24 hours, warnings and a note")
    void keepsThePromiseToCallBack() {
        var instance = started();

        complete(Map.of(
                "outcome", "REACHED", "overall", "3", "promisesCallBack", "true", "callEndedAt", "2026-05-06T09:59"));

        assertThat(instance).isWaitingAt("Task_KeepPromise");
        assertThat(DIAGRAM.theTask()).hasDueDate(Date.from(START.plus(Duration.ofHours(24))));
        verify(duties).begin(eq(DUTY), eq(""), limitsOf("promised-call-back"));
        DutyBeans.assertMovesUp(
                DIAGRAM,
                START.plus(Duration.ofHours(20)),
                START.plus(Duration.ofHours(24)),
                START.plus(Duration.ofHours(48)));

        verify(duties, times(3)).takeDueSteps(DUTY, "promised-call-back", "");

        complete(Map.of("result", "REACHED", "note", "已说明配件周四到货"));

        assertThat(instance).isEnded().hasPassed("End_Interviewed");
        verify(duties).meet(DUTY, "promised-call-back", "", "anna");
        verify(interviews).calledBack(DUTY, "已说明配件周四到货", "anna");
    }

    @Test
    @DisplayName(
            "B3: a promised call back that nobody answers is tried in other parts of the day, and its limit runs on")
    void triesThePromisedCallBackAgain() {
        var instance = promised();

        callBackUnanswered(1, "2026-05-06T13:30:00+08:00");

        assertThat(instance).isWaitingAt("Task_KeepPromise");
        assertThat(DIAGRAM.theTask().getFollowUpDate())
                .isEqualTo(Date.from(Instant.parse("2026-05-06T13:30:00+08:00")));
        verify(interviews).calledBackInVain(DUTY, "忙音", "anna");
        verify(duties, never()).meet(DUTY, "promised-call-back", "", "anna");
        DutyBeans.assertMovesUp(
                DIAGRAM,
                START.plus(Duration.ofHours(20)),
                START.plus(Duration.ofHours(24)),
                START.plus(Duration.ofHours(48)));
        complete(Map.of("result", "REACHED", "note", "已说明"));
        assertThat(instance).isEnded().hasPassed("End_Interviewed");
        verify(duties).meet(DUTY, "promised-call-back", "", "anna");
    }

    @Test
    @DisplayName("B3: a promise that cannot be kept at any time of day ends, and says so")
    void leavesAPromiseThatCannotBeKept() {
        var instance = promised();

        callBackUnanswered(1, "2026-05-06T13:30:00+08:00");
        callBackUnanswered(2, "2026-05-06T17:30:00+08:00");
        verify(interviews, never()).leavePromise(any());
        callBackUnanswered(3, "2026-05-07T09:00:00+08:00");

        assertThat(instance).isEnded().hasPassed("End_PromiseNotKept").hasNotPassed("End_Interviewed");
        verify(interviews).leavePromise(DUTY);
        verify(duties, never()).meet(DUTY, "promised-call-back", "", "anna");
    }

    @Test
    @DisplayName("B3: the call back needs a result")
    void asksHowTheCallBackEnded() {
        var instance = promised();

        assertThatThrownBy(() -> complete(Map.of("note", "已说明"))).hasStackTraceContaining("请选择“结果”");
        assertThat(instance).isWaitingAt("Task_KeepPromise");
    }

    private ProcessInstance promised() {
        var limits = new Moments(
                List.of(START.plus(Duration.ofHours(20))),
                START.plus(Duration.ofHours(24)),
                START.plus(Duration.ofHours(48)));
        var instance = started();
        given(duties.momentsOf(DUTY, "promised-call-back", "")).willReturn(Optional.of(limits));
        complete(Map.of(
                "outcome", "REACHED", "overall", "3", "promisesCallBack", "true", "callEndedAt", "2026-05-06T09:59"));
        return instance;
    }

    private void callBackUnanswered(int partsTried, String nextAt) {
        given(attempts.of(DUTY, null)).willReturn(new CallAttempts.SoFar(partsTried, 3 - partsTried));
        given(attempts.nextAt(DUTY, null)).willReturn(Instant.parse(nextAt));
        complete(Map.of("result", "NOT_REACHED", "note", "忙音"));
    }

    @Test
    @DisplayName("B3: a busy customer is called again at the moment he named, with a limit that begins then")
    void comesBackAtTheAgreedMoment() {
        var instance = started();

        complete(Map.of("outcome", "BUSY", "nextCall", "2026-05-11T15:30"));

        assertThat(instance).isWaitingAt("Event_AgreedMoment");
        DIAGRAM.advanceTo(Instant.parse("2026-05-11T15:29:59+08:00"));
        assertThat(instance).isWaitingAt("Event_AgreedMoment");
        DIAGRAM.advanceTo(Instant.parse("2026-05-11T15:30:00+08:00"));
        assertThat(instance).isWaitingAt("Task_InterviewCustomer");
        assertThat(DIAGRAM.theTask().getDueDate()).isCloseTo(Date.from(Instant.parse("2026-05-11T19:30:00+08:00")), 10);
        verify(duties).begin(eq(DUTY), eq(""), limitsOf("contact-again"));

        complete(Map.of("outcome", "REACHED", "overall", "9", "callEndedAt", "2026-05-11T15:30"));

        assertThat(instance).isEnded();
        verify(duties).meet(DUTY, "contact-again", "", "anna");
    }

    @Test
    @DisplayName(
            "B3: nobody answers in the morning, in the afternoon and in the evening: the customer counts as unreachable")
    void triesAtThreePartsOfTheDay() {
        var instance = started();

        unanswered(1, "2026-05-06T13:30:00+08:00");
        assertThat(instance).isWaitingAt("Event_NextAttemptDue");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T13:29:59+08:00"));
        assertThat(instance).isWaitingAt("Event_NextAttemptDue");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T13:30:00+08:00"));
        assertThat(instance).isWaitingAt("Task_InterviewCustomer");
        unanswered(2, "2026-05-06T17:30:00+08:00");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T17:30:00+08:00"));
        verify(interviews, never()).giveUp(any());
        unanswered(3, "2026-05-07T09:00:00+08:00");

        assertThat(instance).isEnded().hasPassed("End_Unreachable");
        verify(interviews).giveUp(DUTY);
    }

    @Test
    @DisplayName("B3: three attempts in the same part of the day are one: the customer is tried in the others too")
    void doesNotGiveUpAfterThreeMornings() {
        var instance = started();

        for (var day = 6; day < 9; day++) {
            unanswered(1, "2026-05-0" + day + "T13:30:00+08:00");
            DIAGRAM.advanceTo(Instant.parse("2026-05-0" + day + "T13:30:00+08:00"));
            assertThat(instance).isWaitingAt("Task_InterviewCustomer");
            Diagram.clockAt(Instant.parse("2026-05-0" + (day + 1) + "T10:00:00+08:00"));
        }

        verify(interviews, never()).giveUp(any());
    }

    @Test
    @DisplayName("B3: what is wrong is said in words, and the task stays")
    void saysWhatIsWrong() {
        var instance = started();
        willThrow(new InvalidInput(List.of(new Violation("/nextCall", "closure.interview.moment-past"))))
                .given(interviews)
                .record(any(), any(), any(), any());

        assertThatThrownBy(() -> complete(Map.of("outcome", "BUSY", "nextCall", "2026-05-01T10:00")))
                .hasStackTraceContaining("约定再打的时刻已经过去");
        assertThat(instance).isWaitingAt("Task_InterviewCustomer");
    }

    @Test
    @DisplayName("A12: who refuses is left alone")
    void endsWhereTheCustomerRefuses() {
        var instance = started();

        complete(Map.of("outcome", "REFUSED", "note", "不想再接电话"));

        assertThat(instance).isEnded().hasPassed("End_Refused");
        assertThat(recorded(null).note()).isEqualTo("不想再接电话");
    }

    @Test
    @DisplayName(
            "E8: warns, records the breach and tells the next level, each at its moment; the task moves up and stays open")
    void escalatesStepByStep() {
        var instance = started();

        DutyBeans.assertMovesUp(
                DIAGRAM,
                Instant.parse("2026-05-07T18:00:00+08:00"),
                FIRST_DUE,
                Instant.parse("2026-05-09T18:00:00+08:00"));
        assertThat(instance).isWaitingAt("Task_InterviewCustomer");
        verify(duties, times(3)).takeDueSteps(DUTY, "contact-after-complaint", "");
    }

    @Test
    @DisplayName("E8: a second reason to call joins the call that is planned: one duty, one task")
    void joinsTheCallThatIsPlanned() {
        given(duties.openOrJoin(CASE, 1, DutyType.INTERVIEW, FIRST_DUE)).willReturn(new Duties.Opened(DUTY, false));

        var instance = started();

        assertThat(instance).isEnded().hasPassed("End_Joined").hasNotPassed("Task_InterviewCustomer");
        verify(duties, never()).begin(any(), any(), any());
    }

    @Test
    @DisplayName(
            "A9: a call instead of a special survey is due when the survey was, and warned about as long before that")
    void keepsTheLimitOfTheSurvey() {
        var due = Instant.parse("2026-05-10T15:00:00+08:00");
        given(duties.openOrJoin(CASE, 1, DutyType.INTERVIEW, due)).willReturn(new Duties.Opened(DUTY, true));
        var limits = ArgumentCaptor.forClass(Limits.class);
        given(duties.momentsOf(DUTY, "special-survey", ""))
                .willReturn(Optional.of(new Moments(
                        List.of(Instant.parse("2026-05-08T15:00:00+08:00")),
                        due,
                        Instant.parse("2026-05-13T15:00:00+08:00"))));

        DIAGRAM.start(
                "phone-interview",
                CASE,
                Map.of(
                        "round",
                        1,
                        "contactRole",
                        "account-manager",
                        "obligation",
                        "special-survey",
                        "obligationDueAt",
                        Date.from(due)));

        verify(duties, times(2)).begin(eq(DUTY), eq(""), limits.capture());
        var fixed = limits.getAllValues().get(0);
        assertThat(fixed.dueAt()).isEqualTo(due);
        assertThat(fixed.warnings()).isEqualTo(List.of(due.minus(Duration.ofDays(2))));
        assertThat(DIAGRAM.theTask()).hasDueDate(Date.from(due));
        DutyBeans.assertMovesUp(
                DIAGRAM, Instant.parse("2026-05-08T15:00:00+08:00"), due, Instant.parse("2026-05-13T15:00:00+08:00"));
    }

    @Test
    @DisplayName("E8: its clock falls away with the task")
    void endsTheClockWithTheTask() {
        var instance = started();

        DIAGRAM.stop(instance);

        verify(duties).drop(DUTY, "contact-after-complaint", "");
        verify(duties, never()).meet(any(), any(), any(), any());
    }

    private InterviewCall recorded(@Nullable Instant entryDue) {
        var call = ArgumentCaptor.forClass(InterviewCall.class);
        verify(interviews).record(eq(DUTY), call.capture(), eq(entryDue), eq("anna"));
        return call.getValue();
    }

    private static List<String> storedVariables(ProcessInstance instance) {
        return DIAGRAM.keptOf(instance).stream()
                .map(variable -> variable.getName())
                .distinct()
                .toList();
    }

    private static ProcessInstance started() {
        return DIAGRAM.start(
                "phone-interview",
                CASE,
                Map.of("round", 1, "contactRole", "account-manager", "obligation", "contact-after-complaint"));
    }

    private static void complete(Map<String, String> typed) {
        DIAGRAM.complete(DIAGRAM.theTask(), "anna", typed);
    }

    private void unanswered(int partsTried, String nextAt) {
        given(attempts.of(DUTY, null)).willReturn(new CallAttempts.SoFar(partsTried, 3 - partsTried));
        given(attempts.nextAt(DUTY, null)).willReturn(Instant.parse(nextAt));
        complete(Map.of("outcome", "UNANSWERED"));
    }
}
