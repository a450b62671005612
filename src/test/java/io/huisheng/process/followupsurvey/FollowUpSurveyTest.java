package io.huisheng.process.followupsurvey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.TriageFacts;
import io.huisheng.calendar.Span;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.FollowUpEnded;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.NotInvited;
import io.huisheng.invitation.OutsideContactHours;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.invitation.SurveyState;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.engine.Signals;
import io.huisheng.process.feedbackloop.FeedbackLoop;
import io.huisheng.process.verifyresponse.VerificationPolicy;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.FollowUpAnswered;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram follow-up-survey")
class FollowUpSurveyTest {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("follow-up-survey");

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final UUID SURVEY = UUID.fromString("00000000-0000-0000-0000-000000000008");
    private static final UUID RESPONSE = UUID.fromString("00000000-0000-0000-0000-000000000009");
    private static final UUID THANKS = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final Instant CLOSED = Instant.parse("2026-05-06T02:00:00Z");
    private static final Instant ASK_AT = CLOSED.plus(Duration.ofDays(3));
    private static final Instant DUE_BY = CLOSED.plus(Duration.ofDays(7));
    private static final Instant LAPSE = ASK_AT.plus(Duration.ofDays(14));

    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final FollowUps followUps = mock();
    private final WorkingTime workingTime = mock();
    private final Outbox outbox = mock();
    private final Responses responses = mock();
    private final Assessments assessments = mock();
    private final Duties duties = mock();
    private final CustomerMessages messages = mock();
    private final VerificationPolicy verification = mock();
    private final FeedbackLoop loop = mock();
    private final Signals signals = mock();
    private final Deadline deadline = mock();
    private FollowUpSurvey facade;

    @BeforeEach
    void deploy() {
        Diagram.clockAt(CLOSED);
        DIAGRAM.with(
                        "planFollowUp",
                        new PlanFollowUp(
                                files,
                                customers,
                                followUps,
                                workingTime,
                                outbox,
                                deadline,
                                new TestClock("2026-05-06T10:00:00+08:00")))
                .with("sendFollowUp", new SendFollowUp(followUps, deadline))
                .with("askInPerson", new AskInPerson(followUps, loop))
                .with("expireFollowUp", new ExpireFollowUp(followUps, responses))
                .with("assessFollowUp", new AssessFollowUp(assessments))
                .with("triageFollowUp", new TriageFollowUp(assessments, verification))
                .with("takeUpAgain", new TakeUpAgain(loop))
                .with("thankForFollowUp", new ThankForFollowUp(duties, messages))
                .with("deadline", deadline);
        DIAGRAM.deploy(List.of("follow-up-survey.bpmn", "follow-up-plan.dmn", "triage.dmn"));
        facade = new FollowUpSurvey(DIAGRAM.engine().getRuntimeService(), signals);

        given(files.get(CASE)).willReturn(aClosedCase());
        aCustomer("STANDARD", true);
        given(workingTime.after(any(), any())).willAnswer(call -> {
            var span = call.<Span>getArgument(1);
            var unit = span.unit() == Span.Unit.DAYS ? Duration.ofDays(1) : Duration.ofHours(1);
            return call.<Instant>getArgument(0).plus(unit.multipliedBy(span.amount()));
        });
        given(workingTime.contactMoment(any(), any())).willAnswer(call -> {
            assertThat(call.<Instant>getArgument(1)).isAfterOrEqualTo(call.<Instant>getArgument(0));
            return call.getArgument(0);
        });
        given(deadline.dueAt(anyString())).willReturn(DUE_BY);
        given(deadline.of("follow-up-lapse")).willReturn(Date.from(LAPSE));
        given(followUps.plan(any(), anyInt(), any(), any(), any(), any()))
                .willAnswer(call -> aSurvey(call.getArgument(2), call.getArgument(5)));
        given(verification.decide(CASE, RESPONSE)).willReturn("NONE");
        given(followUps.expire(SURVEY)).willReturn(true);
        given(duties.open(any(), anyInt(), any(), any())).willReturn(THANKS);
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName(
            "A9 E5: the special survey goes out after three days, at the latest after seven, and lapses without a reminder, restarts or not")
    void sendsTheSpecialSurveyAndLetsItLapse() throws Exception {
        var instance = begun(Purpose.SPECIAL);
        verify(followUps)
                .plan(
                        eq(CASE),
                        eq(1),
                        eq(Purpose.SPECIAL),
                        eq(DUTY),
                        eq(DUE_BY),
                        argThat(plan -> ASK_AT.equals(plan.inviteAt())
                                && plan.channel().equals("EMAIL")
                                && "survey-special".equals(plan.questionnaire())
                                && plan.quietDays() == 0));
        verify(workingTime).contactMoment(ASK_AT, DUE_BY);

        DIAGRAM.reopen();
        DIAGRAM.advanceTo(ASK_AT.minusSeconds(1));
        verify(followUps, never()).send(any(), any());
        DIAGRAM.advanceTo(ASK_AT);
        verify(followUps).send(SURVEY, DUE_BY);
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");

        DIAGRAM.reopen();
        DIAGRAM.advanceTo(LAPSE.minusSeconds(1));
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
        DIAGRAM.advanceTo(LAPSE);
        assertThat(instance).isEnded().hasPassed("End_Unanswered");
        verify(followUps).expire(SURVEY);
        verifyNoInteractions(loop, assessments, duties, messages);
        assertThat(DIAGRAM.keptOf(instance))
                .as("ids, words and moments only")
                .allMatch(variable ->
                        List.of("string", "integer", "date", "boolean", "null").contains(variable.getTypeName()));
    }

    @Test
    @DisplayName("E4: the two questions about a recovery go out after a day")
    void sendsTheRecoverySurvey() {
        begun(Purpose.RECOVERY);

        verify(followUps)
                .plan(
                        eq(CASE),
                        eq(1),
                        eq(Purpose.RECOVERY),
                        eq(DUTY),
                        any(),
                        argThat(plan -> CLOSED.plus(Duration.ofHours(24)).equals(plan.inviteAt())
                                && "survey-recovery".equals(plan.questionnaire())));
        verify(deadline).dueAt("recovery-survey");
    }

    @Test
    @DisplayName("A12: whoever opted out is not asked, and nothing waits")
    void asksNobodyWhoOptedOut() throws Exception {
        given(customers.profileOf("C1"))
                .willReturn(new CustomerProfile(
                        "C1",
                        "INDIVIDUAL",
                        "STANDARD",
                        null,
                        null,
                        "zh-CN",
                        Consent.YES,
                        true,
                        true,
                        true,
                        false,
                        false));

        var instance = begun(Purpose.SPECIAL);

        assertThat(instance).isEnded().hasPassed("End_NotAsked");
        verify(followUps)
                .plan(any(), anyInt(), any(), any(), any(), argThat(plan -> "OPTED_OUT".equals(plan.reason())));
        verify(followUps, never()).send(any(), any());
    }

    @Test
    @DisplayName("A12: what the check at the moment of sending refuses is not sent")
    void isNotSentWhereTheLastCheckRefuses() throws Exception {
        willThrow(new NotInvited("REOPENED")).given(followUps).send(any(), any());
        var instance = begun(Purpose.SPECIAL);

        DIAGRAM.advanceTo(ASK_AT);

        assertThat(instance).isEnded().hasPassed("Boundary_MayNotBeAsked", "End_NotAsked");
    }

    @Test
    @DisplayName("A12: nobody is disturbed at night")
    void waitsForTheNextContactHour() throws Exception {
        var morning = ASK_AT.plus(Duration.ofHours(9));
        OutsideContactHours atNight = mock();
        given(atNight.until()).willReturn(morning);
        given(atNight.getMessage()).willReturn("too late for today");
        willThrow(atNight).willDoNothing().given(followUps).send(any(), any());
        var instance = begun(Purpose.SPECIAL);

        DIAGRAM.advanceTo(ASK_AT);
        assertThat(instance).isWaitingAt("Event_MomentReached");
        DIAGRAM.advanceTo(morning.minusSeconds(1));
        verify(followUps, times(1)).send(any(), any());
        DIAGRAM.advanceTo(morning);

        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
        verify(followUps, times(2)).send(any(), any());
    }

    @Test
    @DisplayName("E7: whoever is satisfied now is thanked, and his case stays closed")
    void thanksWhoIsSatisfiedNow() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, true, false));
        var instance = asked(Purpose.SPECIAL);

        answered(instance);

        assertThat(instance).isEnded().hasPassed("End_Thanked");
        verify(assessments).assess(RESPONSE);
        verify(assessments)
                .recordTriage(
                        eq(RESPONSE),
                        argThat(rules ->
                                rules.size() == 1 && rules.get(0).duty().equals("THANKS")));
        verify(duties).open(CASE, 1, DutyType.THANKS, null);
        verify(messages).thank(THANKS);
        verify(duties).close(THANKS, "THANKED", "system");
        verifyNoInteractions(loop);
    }

    @Test
    @DisplayName("E3: whoever is dissatisfied again, his case is worked on again, with this answer")
    void worksAgainWhereSomebodyIsDissatisfied() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, true, false));
        var instance = asked(Purpose.RECOVERY);

        answered(instance);

        assertThat(instance).isEnded().hasPassed("End_TakenUpAgain");
        verify(loop).workOn(CASE, 1, RESPONSE);
        verifyNoInteractions(duties, messages);
    }

    @Test
    @DisplayName("E5: a threat in an otherwise friendly answer is worked on, and the loop thanks, not this survey")
    void worksOnAThreat() {
        given(assessments.factsOf(CASE, RESPONSE))
                .willReturn(new TriageFacts(
                        5, 5, true, true, true, false, "VALID", "NEGATIVE", "REPAIR", "STANDARD", false));
        var instance = asked(Purpose.SPECIAL);

        answered(instance);

        assertThat(instance).isEnded().hasPassed("Task_TakeUpAgain");
        verify(loop).workOn(CASE, 1, RESPONSE);
        verifyNoInteractions(messages);
    }

    @Test
    @DisplayName("an answer that calls for nothing is kept, and that is all")
    void keepsAnAnswerThatCallsForNothing() {
        given(assessments.factsOf(CASE, RESPONSE))
                .willReturn(new TriageFacts(
                        5, 5, true, false, false, false, "INVALID", "NEUTRAL", "REPAIR", "STANDARD", false));
        var instance = asked(Purpose.SPECIAL);

        answered(instance);

        assertThat(instance).isEnded().hasPassed("End_Recorded");
        verifyNoInteractions(loop, duties, messages);
    }

    @Test
    @DisplayName("B11: an anonymous answer leads nowhere")
    void leavesAnAnonymousAnswerAlone() {
        var instance = asked(Purpose.SPECIAL);

        DIAGRAM.correlate(instance, FollowUpSurvey.RESPONSE_RECEIVED);

        assertThat(instance).isEnded().hasPassed("End_AnsweredAnonymously");
        verifyNoInteractions(assessments, loop);
    }

    @Test
    @DisplayName("an answer that beat the expiry by a hair is taken up on the expiry's path")
    void takesUpAnAnswerThatBeatTheExpiry() {
        given(followUps.expire(SURVEY)).willReturn(false);
        given(responses.to(SURVEY)).willReturn(Optional.of(anAnswer()));
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, true, false));
        var instance = asked(Purpose.SPECIAL);

        DIAGRAM.advanceTo(LAPSE);

        assertThat(instance).isEnded().hasPassed("Gateway_HasLapsed", "End_Thanked");
        verify(assessments).assess(RESPONSE);
    }

    @Test
    @DisplayName("A9: a special survey that cannot be delivered is asked on the phone, and waits for that answer")
    void asksInPersonWhatCannotBeDelivered() {
        given(followUps.limitOf(SURVEY)).willReturn(Optional.of(DUE_BY));
        var instance = asked(Purpose.SPECIAL);

        DIAGRAM.correlate(instance, FollowUpSurvey.UNDELIVERABLE);

        verify(followUps).handToStaff(SURVEY);
        verify(loop).contact(CASE, 1, "customer-service", "special-survey", DUE_BY);
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
    }

    @Test
    @DisplayName("E4: two questions that cannot be delivered were asked in the call back; nobody calls again")
    void leavesTheRecoveryAloneWhereItCannotBeDelivered() {
        var instance = asked(Purpose.RECOVERY);

        DIAGRAM.correlate(instance, FollowUpSurvey.UNDELIVERABLE);

        assertThat(instance).isEnded().hasPassed("End_NotDelivered");
        verifyNoInteractions(loop);
    }

    @Test
    @DisplayName("A10: the account manager asks a key customer himself")
    void theAccountManagerAsksAKeyCustomer() {
        aCustomer("VIP", true);

        var instance = begun(Purpose.SPECIAL);

        verify(loop).contact(CASE, 1, "account-manager", "special-survey", null);
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
    }

    @Test
    @DisplayName("a survey that is withdrawn ends at once, whether it waits for its moment or for its answer")
    void endsWhenWithdrawn() {
        var planned = begun(Purpose.SPECIAL);
        DIAGRAM.correlate(planned, FollowUpSurvey.WITHDRAWN);
        assertThat(planned).isEnded().hasPassed("End_FollowUpWithdrawn");

        var sent = asked(Purpose.SPECIAL);
        DIAGRAM.correlate(sent, FollowUpSurvey.WITHDRAWN);
        assertThat(sent).isEnded().hasPassed("End_FollowUpWithdrawn");
    }

    @Test
    @DisplayName("who still waits is told after the commit, by the instance; nothing else of the case hears it")
    void tellsTheInstanceThatWaits() {
        var instance = asked(Purpose.SPECIAL);

        facade.on(new FollowUpAnswered(SURVEY, CASE, 1, RESPONSE, false));
        facade.on(new FollowUpEnded(SURVEY, CASE, 1, "REOPENED"));
        facade.on(new FollowUpEnded(SURVEY, CASE, 1, "UNDELIVERABLE"));
        facade.on(new FollowUpEnded(UUID.randomUUID(), CASE, 1, "REOPENED"));

        verify(signals)
                .tellInstance(
                        eq(instance.getId()),
                        eq(CASE),
                        eq(1),
                        eq(FollowUpSurvey.RESPONSE_RECEIVED),
                        anyString(),
                        eq(RESPONSE));
        verify(signals).tellInstance(any(), any(), anyInt(), eq(FollowUpSurvey.WITHDRAWN), anyString(), eq(null));
        verify(signals).tellInstance(any(), any(), anyInt(), eq(FollowUpSurvey.UNDELIVERABLE), anyString(), eq(null));
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
    }

    @Test
    @DisplayName("B14: an answer after the end is taken up by an instance of its own; a late anonymous one is not")
    void takesUpALateAnswer() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, true, false));
        facade.on(new FollowUpAnswered(SURVEY, CASE, 1, null, true));
        assertThat(running()).isEmpty();

        facade.on(new FollowUpAnswered(SURVEY, CASE, 1, RESPONSE, true));

        assertThat(running()).hasSize(1);
        DIAGRAM.runJobs();
        assertThat(running()).isEmpty();
        verify(loop).workOn(CASE, 1, RESPONSE);
        verify(signals, never()).tellInstance(any(), any(), anyInt(), any(), any(), any());
    }

    private ProcessInstance begun(Purpose purpose) {
        facade.begin(CASE, 1, purpose, DUTY);
        var instance = running().get(0);
        DIAGRAM.runJobs();
        return instance;
    }

    private ProcessInstance asked(Purpose purpose) {
        var instance = begun(purpose);
        DIAGRAM.advanceTo(ASK_AT);
        assertThat(instance).isWaitingAt("Task_AwaitFollowUp");
        return instance;
    }

    private static void answered(ProcessInstance instance) {
        DIAGRAM.correlate(instance, FollowUpSurvey.RESPONSE_RECEIVED, "responseId", RESPONSE.toString());
    }

    private static List<ProcessInstance> running() {
        return DIAGRAM.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("follow-up-survey")
                .list();
    }

    private void aCustomer(String tier, boolean hasEmail) {
        given(customers.profileOf("C1"))
                .willReturn(new CustomerProfile(
                        "C1",
                        "INDIVIDUAL",
                        tier,
                        null,
                        null,
                        "zh-CN",
                        Consent.YES,
                        false,
                        hasEmail,
                        true,
                        false,
                        false));
    }

    private static Invitation aSurvey(Purpose purpose, SurveyPlan plan) {
        return new Invitation(
                SURVEY,
                CASE,
                1,
                "C1",
                "NONE".equals(plan.channel()) ? SurveyState.NOT_SENT : SurveyState.PLANNED,
                plan.channel(),
                plan.questionnaire(),
                plan.quietDays(),
                plan.inviteAt(),
                null,
                null,
                null,
                plan.reason(),
                purpose,
                DUTY,
                DUE_BY);
    }

    private static CaseFile aClosedCase() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                CLOSED,
                new ServiceRecord("空调", "KFR-35GW", null, null, null, null, null, null, null, null, null),
                Stage.CLOSED,
                Outcome.ANSWERED,
                1,
                CLOSED,
                CLOSED);
    }

    private static TriageFacts facts(int overall, boolean comment, boolean suggestion) {
        return new TriageFacts(
                overall, overall, comment, suggestion, false, false, "VALID", "NEUTRAL", "REPAIR", "STANDARD", false);
    }

    private static Response anAnswer() {
        return new Response(
                RESPONSE,
                CASE,
                1,
                LAPSE,
                "WEB",
                false,
                false,
                "survey-special",
                1,
                "zh-CN",
                Map.of("overall", 5),
                Map.of("overall", "1-5"),
                Map.of(),
                Map.of(),
                false,
                90,
                6,
                false);
    }
}
