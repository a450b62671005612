package io.huisheng.process.verifyresponse;

import static io.huisheng.process.duty.DutyBeans.limitsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.assessment.Validity;
import io.huisheng.calendar.Calendars;
import io.huisheng.closure.CallAttempts;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyRoom;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.VerificationResult;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.closure.VerificationResult.Right;
import io.huisheng.closure.Verifications;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.deadline.Standards;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.testing.Database;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.EngineClock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

@DisplayName("Diagram verify-response")
class VerifyResponseTest {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("verify-response");

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID RESPONSE = UUID.fromString("00000000-0000-0000-0000-000000000009");
    private static final String SUBJECT = RESPONSE.toString();
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    /** A Wednesday. */
    private static final Instant START = Instant.parse("2026-05-06T10:00:00+08:00");

    private static final Instant DUE = Instant.parse("2026-05-07T10:00:00+08:00");

    private final Duties duties = mock();
    private final Verifications verifications = mock();
    private final CallAttempts attempts = mock();
    private Deadline deadline = mock();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        DIAGRAM.furnish(this::putBeans);
        DIAGRAM.deploy(List.of("verify-response.bpmn", "interview-attempts.dmn", "service-standards.dmn"));
        given(verifications.open(CASE, 1, RESPONSE, DUE))
                .willReturn(new Verifications.Opened(DUTY, "customer-service"));
        DutyBeans.takeEveryStep(duties, DUTY, SUBJECT);
    }

    private void putBeans() {
        var clock = new EngineClock();
        var workingTime = Calendars.statutory(clock);
        deadline = Standards.on(DIAGRAM.engine(), workingTime, duties, clock);
        DIAGRAM.with("openVerification", new OpenVerification(verifications, deadline))
                .with("verifyResponse", new VerifyResponse(verifications, DutyBeans.forms()))
                .with("leaveUnverified", new LeaveUnverified(verifications))
                .with("planNextAttempt", DutyBeans.planNextAttempt(attempts));
        DutyBeans.put(DIAGRAM, duties, deadline);
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName("C3: the task is due within 24 hours and offered to the role that the policy chose")
    void offersTheTaskToTheRoleOfThePolicy() {
        var instance = started();

        assertThat(instance).isWaitingAt("Task_VerifyResponse");
        assertThat(DIAGRAM.theTask()).hasDueDate(Date.from(DUE)).hasCandidateGroup("customer-service");
        verify(duties).begin(eq(DUTY), eq(SUBJECT), limitsOf("verification"));
    }

    @Test
    @DisplayName("C3: what the customer corrected and added is written down, and nothing of it stays in the engine")
    void writesDownWhatWasCorrected() {
        var instance = started();

        complete(Map.of(
                "outcome", "CORRECTED",
                "overall", "2",
                "attitude", "1",
                "comment", "师傅把线接错了",
                "suggestion", "上门前先确认型号",
                "meaning", "修了两次",
                "note", "下午再打合适"));

        assertThat(instance).isEnded().hasPassed("End_ResponseVerified").hasNotPassed("Task_PlanNextAttempt");
        var result = recorded();
        assertThat(result)
                .isEqualTo(new VerificationResult(
                        Outcome.CORRECTED,
                        Map.of("overall", 2, "attitude", 1),
                        "师傅把线接错了",
                        "上门前先确认型号",
                        "修了两次",
                        null,
                        null,
                        "",
                        "下午再打合适"));
        verify(duties).meet(DUTY, "verification", SUBJECT, "anna");
        assertThat(storedVariables(instance))
                .containsExactlyInAnyOrder(
                        "round", "responseId", "obligation", "dutyId", "subject", "verifierRole", "isNotReached");
    }

    @Test
    @DisplayName("C4: which of two contradicting values is right is decided without disturbing the customer")
    void decidesFromTheRecordAlone() {
        var instance = started();

        complete(Map.of(
                "outcome",
                "CHECKED",
                "right",
                "RECORD",
                "validity",
                "VALID",
                "explanation",
                "工单 40 分钟内有人接单",
                "meaning",
                "以前填的",
                "comment",
                "以前填的"));

        assertThat(instance).isEnded();
        var result = recorded();
        assertThat(result.right()).isEqualTo(Right.RECORD);
        assertThat(result.validity()).isEqualTo(Validity.VALID);
        assertThat(result.explanation()).isEqualTo("工单 40 分钟内有人接单");
        assertThat(result.meaning() + result.comment())
                .as("typed before another outcome was chosen")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "C3: nobody is reached in the morning, in the afternoon and in the evening: ends unverified, on record")
    void triesAtThreePartsOfTheDay() {
        var instance = started();

        notReached(1, "2026-05-06T13:30:00+08:00");
        assertThat(instance).isWaitingAt("Event_NextAttemptDue");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T13:29:59+08:00"));
        assertThat(instance).isWaitingAt("Event_NextAttemptDue");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T13:30:00+08:00"));
        assertThat(instance).isWaitingAt("Task_VerifyResponse");
        assertThat(DIAGRAM.theTask()).hasCandidateGroup("customer-service");
        verify(duties).begin(eq(DUTY), eq(SUBJECT), limitsOf("contact-again"));
        notReached(2, "2026-05-06T17:30:00+08:00");
        DIAGRAM.advanceTo(Instant.parse("2026-05-06T17:30:00+08:00"));
        verify(verifications, never()).giveUp(any(), any());
        notReached(3, "2026-05-07T09:00:00+08:00");

        assertThat(instance).isEnded().hasPassed("End_Unreachable");
        verify(verifications).giveUp(DUTY, RESPONSE);
    }

    @Test
    @DisplayName("what is wrong is said in words that name the field, and the task stays")
    void saysWhatIsWrong() {
        var instance = started();
        willThrow(new InvalidInput(List.of(new Violation("/overall", "closure.verification.out-of-scale.overall", 5))))
                .given(verifications)
                .record(any(), any(), any(), any());

        assertThatThrownBy(() -> complete(Map.of("outcome", "CORRECTED", "overall", "9")))
                .hasStackTraceContaining("“总体满意度”应为 1–5 的整数");
        assertThat(instance).isWaitingAt("Task_VerifyResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SOMETHING"})
    @DisplayName("a result that is none is refused")
    void needsAResult(String outcome) {
        var instance = started();

        assertThatThrownBy(() -> complete(Map.of("outcome", outcome))).hasStackTraceContaining("请选择“核实结果”");
        assertThatThrownBy(() -> complete(Map.of("outcome", "CORRECTED", "overall", "4.5")))
                .hasStackTraceContaining("更正后的评分请填写整数");
        assertThat(instance).isWaitingAt("Task_VerifyResponse");
    }

    @Test
    @DisplayName(
            "E8: warns, records the breach and tells the next level, each at its moment; the task moves up and stays open")
    void escalatesStepByStep() {
        var instance = started();

        DutyBeans.assertMovesUp(
                DIAGRAM, Instant.parse("2026-05-06T22:00:00+08:00"), DUE, Instant.parse("2026-05-08T10:00:00+08:00"));
        assertThat(instance).isWaitingAt("Task_VerifyResponse");
        verify(duties, times(3)).takeDueSteps(DUTY, "verification", SUBJECT);
    }

    @Test
    @DisplayName("E8: its clock falls away with the task")
    void endsTheClockWithTheTask() {
        var instance = started();

        DIAGRAM.stop(instance);

        verify(duties).drop(DUTY, "verification", SUBJECT);
        verify(duties, never()).meet(any(), any(), any(), any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: two answers of a round share the duty and keep a clock each; completing one leaves the other's")
    void keepsAClockForEachAnswer(Database database) {
        try (var room = DutyRoom.on(database, new EngineClock())) {
            var second = UUID.fromString("00000000-0000-0000-0000-00000000000b");
            var duty = room.duties().open(CASE, 1, DutyType.VERIFICATION, DUE);
            given(verifications.open(eq(CASE), eq(1), any(), eq(DUE)))
                    .willReturn(new Verifications.Opened(duty, "customer-service"));
            DutyBeans.put(DIAGRAM, room.duties(), deadline);
            started();
            var first = DIAGRAM.theTask();
            DIAGRAM.start("verify-response", CASE, Map.of("round", 1, "responseId", second.toString()));

            DIAGRAM.complete(first, "anna", Map.of("outcome", "CHECKED"));

            assertThat(room.clocksOf(duty))
                    .containsExactlyInAnyOrder("verification " + SUBJECT + " MET", "verification " + second + " OPEN");
        }
    }

    private VerificationResult recorded() {
        var result = ArgumentCaptor.forClass(VerificationResult.class);
        verify(verifications).record(eq(DUTY), eq(RESPONSE), result.capture(), eq("anna"));
        return result.getValue();
    }

    private static List<String> storedVariables(ProcessInstance instance) {
        return DIAGRAM.keptOf(instance).stream()
                .map(variable -> variable.getName())
                .distinct()
                .toList();
    }

    private static ProcessInstance started() {
        return DIAGRAM.start("verify-response", CASE, Map.of("round", 1, "responseId", RESPONSE.toString()));
    }

    private static void complete(Map<String, String> typed) {
        DIAGRAM.complete(DIAGRAM.theTask(), "anna", typed);
    }

    private void notReached(int partsTried, String nextAt) {
        given(attempts.of(DUTY, RESPONSE)).willReturn(new CallAttempts.SoFar(partsTried, 3 - partsTried));
        given(attempts.nextAt(DUTY, RESPONSE)).willReturn(Instant.parse(nextAt));
        complete(Map.of("outcome", "NOT_REACHED"));
    }
}
