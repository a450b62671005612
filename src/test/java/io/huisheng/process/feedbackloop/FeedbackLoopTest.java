package io.huisheng.process.feedbackloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

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
import io.huisheng.invitation.Deadlines;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.NotInvited;
import io.huisheng.invitation.OutsideContactHours;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.invitation.SurveyState;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.engine.PersonalTraces;
import io.huisheng.process.verifyresponse.VerificationPolicy;
import io.huisheng.shared.CaseNo;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Diagram feedback-loop")
class FeedbackLoopTest {

    private static final String[] CALLED = {
        "reply-to-suggestion", "verify-response", "recover-service", "handle-major-complaint", "phone-interview"
    };

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("feedback-loop", CALLED);

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    private static final UUID RESPONSE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final Instant COMPLETED = Instant.parse("2026-05-06T02:00:00Z");
    private static final Instant INVITE_AT = COMPLETED.plus(Duration.ofHours(24));
    private static final Instant REMINDER = INVITE_AT.plus(Duration.ofDays(7));
    private static final Instant LAPSE = INVITE_AT.plus(Duration.ofDays(14));

    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final Invitations invitations = mock();
    private final WorkingTime workingTime = mock();
    private final Outbox outbox = mock();
    private final Responses responses = mock();
    private final Assessments assessments = mock();
    private final VerificationPolicy verification = mock();
    private final Duties duties = mock();
    private final PersonalTraces traces = mock();
    private final CustomerMessages messages = mock();
    private final Deadline deadline = mock();
    private final TestClock clock = new TestClock("2026-05-06T10:00:00+08:00");

    @BeforeEach
    void deploy() throws Exception {
        Diagram.clockAt(COMPLETED);
        DIAGRAM.with("planSurvey", new PlanSurvey(files, customers, invitations, workingTime, outbox, clock))
                .with("inviteCustomer", new InviteCustomer(invitations, deadline))
                .with("remindCustomer", new RemindCustomer(invitations))
                .with("expireInvitation", new ExpireInvitation(invitations, responses))
                .with("assessResponse", new AssessResponse(assessments))
                .with("triageFeedback", new TriageFeedback(assessments, verification))
                .with("thankCustomer", new ThankCustomer(duties, messages))
                .with("cancelRound", new CancelRound(invitations, duties))
                .with("leaveErasedCustomer", new LeaveErasedCustomer(invitations, duties, traces))
                .with("closeCase", new CloseCase(files, invitations, responses, duties))
                .with("deadline", deadline);
        DIAGRAM.deploy(List.of("feedback-loop.bpmn", "survey-plan.dmn", "triage.dmn"), CALLED);

        given(files.get(CASE)).willReturn(aCase());
        given(customers.profileOf("C1")).willReturn(aCustomer("STANDARD", Consent.YES, true));
        given(workingTime.after(any(), any()))
                .willAnswer(call -> call.<Instant>getArgument(0)
                        .plus(Duration.ofHours(call.<Span>getArgument(1).amount())));
        given(workingTime.contactMoment(any(), any())).willAnswer(call -> {
            Instant earliest = call.getArgument(0);
            assertThat(call.<Instant>getArgument(1)).isAfterOrEqualTo(earliest);
            return earliest;
        });
        given(invitations.plan(eq(CASE), anyInt(), any())).willAnswer(call -> anInvitation(call.getArgument(2)));
        given(invitations.send(eq(CASE), anyInt(), any())).willReturn(new Deadlines(REMINDER, LAPSE));
        given(deadline.of("invitation-reminder")).willReturn(Date.from(REMINDER));
        given(deadline.of("invitation-lapse")).willReturn(Date.from(LAPSE));
        given(duties.open(any(), anyInt(), any(), any())).willReturn(DUTY);
        given(verification.decide(CASE, RESPONSE)).willReturn("NONE");
        state(SurveyState.PLANNED);
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName("A1: plans the invitation 24 hours after the service was resolved")
    void plansTheInvitation() {
        var instance = started();

        assertThat(instance).isWaitingAt("Event_MomentReached");
        verify(invitations)
                .plan(
                        eq(CASE),
                        eq(1),
                        argThat(plan -> INVITE_AT.equals(plan.inviteAt())
                                && plan.channel().equals("EMAIL")
                                && "survey-standard".equals(plan.questionnaire())));
    }

    @Test
    @DisplayName("A1: a service that was reported after its window had passed is asked about all the same")
    void asksLateWhereTheWindowHasPassed() {
        var threeDaysLater = COMPLETED.plus(Duration.ofDays(3));
        clock.advance(Duration.ofDays(3));

        var instance = started();

        assertThat(instance).isWaitingAt("Event_MomentReached");
        verify(invitations).plan(eq(CASE), eq(1), argThat(plan -> threeDaysLater.equals(plan.inviteAt())));
    }

    @Test
    @DisplayName("G1: asks nobody who did not agree, and says so")
    void asksNobodyWithoutConsent() {
        given(customers.profileOf("C1")).willReturn(aCustomer("STANDARD", Consent.NO, true));
        state(SurveyState.NOT_SENT);

        var instance = started();

        assertThat(instance).isEnded().hasPassed("End_NotAsked");
        verify(invitations).plan(eq(CASE), eq(1), argThat(plan -> "NO_CONSENT".equals(plan.reason())));
        verify(files).close(CASE, 1, Outcome.NOT_ASKED);
    }

    @Test
    @DisplayName("A12: does not ask where the check at the moment of sending says no")
    void doesNotAskInTheQuietPeriod() throws Exception {
        given(invitations.send(eq(CASE), anyInt(), any())).willThrow(new NotInvited("QUIET_PERIOD"));
        var instance = started();
        state(SurveyState.NOT_SENT);

        DIAGRAM.advanceTo(INVITE_AT);

        assertThat(instance).isEnded().hasPassed("Boundary_MayNotBeAsked", "End_NotAsked");
        verify(files).close(CASE, 1, Outcome.NOT_ASKED);
    }

    @Test
    @DisplayName("A10: a key customer is contacted by a person")
    void contactsAKeyCustomerInPerson() {
        given(customers.profileOf("C1")).willReturn(aCustomer("VIP", Consent.YES, true));
        var instance = started();
        assertThat(instance)
                .isWaitingAt("Call_ContactCustomer")
                .variables()
                .containsEntry("contactRole", "account-manager")
                .containsEntry("contactObligation", "contact-key-customer")
                .doesNotContainKey("inviteAt");
        assertThat(DIAGRAM.givenTo("phone-interview"))
                .as("measured by the limit that the plan names")
                .containsEntry("obligation", "contact-key-customer");

        DIAGRAM.finishWhatWasCalled();

        assertThat(instance).isEnded().hasPassed("End_Contacted");
        verify(invitations).contacted(CASE, 1);
        verify(files).close(CASE, 1, Outcome.CONTACTED);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, UNREACHABLE", "REFUSED, REFUSED", "REACHED, CONTACTED"})
    @DisplayName("B3: the case says whether somebody really spoke with the customer")
    void saysWhatCameOfTheCall(String duty, Outcome outcome) {
        given(duties.outcomeOf(CASE, 1, DutyType.INTERVIEW)).willReturn(Optional.of(duty));
        var instance = invited();
        state(SurveyState.NOT_SENT);
        DIAGRAM.correlate(instance, FeedbackLoop.INVITATION_UNDELIVERABLE);

        DIAGRAM.finishWhatWasCalled();

        verify(files).close(CASE, 1, outcome);
    }

    @Test
    @DisplayName(
            "B14: invites and reminds once, then lets the invitation lapse, although the server is restarted meanwhile")
    void remindsOnceThenLapses() throws Exception {
        var instance = started();
        DIAGRAM.reopen();
        DIAGRAM.advanceTo(INVITE_AT.minusSeconds(1));
        verify(invitations, never()).send(any(), anyInt(), any());
        DIAGRAM.advanceTo(INVITE_AT);
        verify(invitations, times(1)).send(eq(CASE), anyInt(), any());
        state(SurveyState.SENT);
        given(invitations.expire(CASE, 1)).willReturn(true);

        DIAGRAM.reopen();
        DIAGRAM.advanceTo(REMINDER.minusSeconds(1));
        verify(invitations, never()).remind(any(), anyInt());
        DIAGRAM.advanceTo(REMINDER);
        assertThat(instance).hasPassed("Task_RemindCustomer").isWaitingAt("Task_AwaitResponse");

        state(SurveyState.EXPIRED);
        DIAGRAM.reopen();
        DIAGRAM.advanceTo(LAPSE.minusSeconds(1));
        assertThat(instance).isWaitingAt("Task_AwaitResponse");
        DIAGRAM.advanceTo(LAPSE);
        assertThat(instance).isEnded().hasPassed("End_NoResponse");
        verify(invitations, times(1)).remind(CASE, 1);
        verify(files).close(CASE, 1, Outcome.NO_RESPONSE);
    }

    @Test
    @DisplayName("an answer that beat the expiry by a hair is taken up on the expiry's path")
    void takesUpAnAnswerThatBeatTheExpiry() {
        var instance = invited();
        given(invitations.expire(CASE, 1)).willReturn(false);
        given(responses.of(CASE, 1)).willReturn(Optional.of(anAnswer()));
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, 5, true, false, false, false, "VALID"));
        state(SurveyState.ANSWERED);

        DIAGRAM.advanceTo(LAPSE);

        assertThat(instance).isEnded().hasPassed("Gateway_HasLapsed", "Task_AssessResponse", "End_LoopClosed");
        verify(assessments).assess(RESPONSE);
        verify(files).close(CASE, 1, Outcome.ANSWERED);
    }

    @Test
    @DisplayName("E7: thanks a satisfied customer and closes the case")
    void thanksASatisfiedCustomer() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, 5, true, false, false, false, "VALID"));
        var instance = invited();

        answered(instance);

        assertThat(instance).isEnded().hasPassed("Task_ThankCustomer", "End_LoopClosed");
        verify(duties).open(CASE, 1, DutyType.THANKS, null);
        verify(messages).thank(DUTY);
        verify(duties).close(DUTY, "THANKED", "system");
        verify(assessments)
                .recordTriage(
                        eq(RESPONSE),
                        argThat(rules -> rules.size() == 1
                                && rules.get(0).ruleId().equals("Satisfied")
                                && rules.get(0).duty().equals("THANKS")));
    }

    @Test
    @DisplayName("E1 E3 E5: one answer can call for several duties, each of which must be closed")
    void opensSeveralDutiesSideBySide() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, 1, true, true, true, true, "SUSPECT"));
        given(verification.decide(CASE, RESPONSE)).willReturn("SUSPECT");
        var instance = invited();

        answered(instance);

        assertThat(DIAGRAM.calledNow())
                .containsExactly("handle-major-complaint", "phone-interview", "reply-to-suggestion", "verify-response");
        verify(files, never()).close(any(), anyInt(), any());
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isEnded().hasPassed("End_LoopClosed");
        verify(files).close(CASE, 1, Outcome.ANSWERED);
    }

    @Test
    @DisplayName("E3: a dissatisfied customer gets his service recovered")
    void recoversTheService() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, 2, true, false, false, false, "VALID"));
        var instance = invited();

        answered(instance);

        assertThat(instance).isWaitingAt("Call_RecoverService");
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isEnded();
    }

    @Test
    @DisplayName("C1: an invalid answer calls for nothing but is kept")
    void anInvalidAnswerCallsForNothing() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, 5, true, false, false, false, "INVALID"));
        var instance = invited();

        answered(instance);

        assertThat(instance).isEnded().hasPassed("End_LoopClosed").hasNotPassed("Task_ThankCustomer");
        verify(files).close(CASE, 1, Outcome.ANSWERED);
    }

    @Test
    @DisplayName("B11: an anonymous answer leaves no duty")
    void anAnonymousAnswerLeavesNoDuty() {
        var instance = invited();
        state(SurveyState.ANSWERED);

        DIAGRAM.correlate(instance, FeedbackLoop.RESPONSE_RECEIVED);

        assertThat(instance).isEnded().hasPassed("End_AnsweredAnonymously");
        verify(assessments, never()).assess(any());
        verify(files).close(CASE, 1, Outcome.ANSWERED_ANONYMOUSLY);
    }

    @Test
    @DisplayName("an invitation that cannot be delivered becomes work for a person")
    void anUndeliverableInvitationGoesToAPerson() {
        var instance = invited();
        state(SurveyState.NOT_SENT);

        DIAGRAM.correlate(instance, FeedbackLoop.INVITATION_UNDELIVERABLE);
        assertThat(instance).isWaitingAt("Call_ContactCustomer");
        DIAGRAM.finishWhatWasCalled();

        assertThat(instance).isEnded().hasPassed("End_Contacted");
        verify(files).close(CASE, 1, Outcome.CONTACTED);
    }

    @Test
    @DisplayName("A12 G1: a customer who objects while the mail waits is left alone")
    void aCustomerWhoObjectsIsLeftAlone() {
        var instance = invited();
        state(SurveyState.NOT_SENT);

        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_OBJECTED);

        assertThat(instance).isEnded().hasPassed("End_NotAsked").hasNotPassed("Call_ContactCustomer");
        verify(files).close(CASE, 1, Outcome.NOT_ASKED);
    }

    @Test
    @DisplayName("A12: an invitation that is too late for today leaves at the next contact hour")
    void invitesAtTheNextContactHour() throws Exception {
        var morning = INVITE_AT.plus(Duration.ofHours(13));
        var tooLateForToday = outsideContactHours(morning);
        given(invitations.send(eq(CASE), anyInt(), any()))
                .willThrow(tooLateForToday)
                .willReturn(new Deadlines(REMINDER, LAPSE));
        var instance = started();

        DIAGRAM.advanceTo(INVITE_AT);
        assertThat(instance).hasPassed("Boundary_OutsideContactHours").isWaitingAt("Event_MomentReached");
        DIAGRAM.advanceTo(morning);

        assertThat(instance).isWaitingAt("Task_AwaitResponse");
    }

    @Test
    @DisplayName("A12: a reminder that is due at night waits for the morning")
    void remindsAtTheNextContactHour() throws Exception {
        var morning = REMINDER.plus(Duration.ofHours(7));
        var tooLateForToday = outsideContactHours(morning);
        given(invitations.remind(CASE, 1)).willThrow(tooLateForToday).willReturn(true);
        var instance = invited();

        DIAGRAM.advanceTo(REMINDER);
        assertThat(instance).isWaitingAt("Event_ContactHoursBegun", "Task_AwaitResponse");
        DIAGRAM.advanceTo(morning);

        assertThat(instance).hasPassed("End_Reminded").isWaitingAt("Task_AwaitResponse");
        verify(invitations, times(2)).remind(CASE, 1);
    }

    @Test
    @DisplayName("B14: a late answer is assessed and triaged, and its duties are fulfilled")
    void takesUpALateAnswer() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, 2, true, false, true, false, "VALID"));
        given(responses.of(CASE, 1)).willReturn(Optional.of(aLateAnswer()));
        state(SurveyState.EXPIRED);

        var instance = continued(FeedbackLoop.ANSWERED_LATE, RESPONSE.toString());
        verify(assessments, never()).assess(any());
        DIAGRAM.runJobs();

        verify(assessments).assess(RESPONSE);
        assertThat(instance).isWaitingAt("Call_HandleMajorComplaint");
        verify(files, never()).close(any(), anyInt(), any());
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isEnded().hasPassed("End_LoopClosed");
        verify(files).close(CASE, 1, Outcome.ANSWERED_LATE);
    }

    @Test
    @DisplayName("E2: a reply that cannot be delivered is told by a person, and the case stays open until then")
    void tellsInPersonWhatCouldNotBeDelivered() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, 5, true, true, false, false, "VALID"));
        var loop = invited();
        answered(loop);
        var continued = continued(FeedbackLoop.REPLY_UNDELIVERABLE, null);
        DIAGRAM.runJobs();
        assertThat(continued)
                .isWaitingAt("Call_ContactCustomer")
                .variables()
                .containsEntry("contactRole", "customer-service");

        DIAGRAM.finish("reply-to-suggestion");
        assertThat(loop).isEnded().hasPassed("End_LoopClosed");
        verify(files, never()).close(any(), anyInt(), any());

        DIAGRAM.finishWhatWasCalled();
        assertThat(continued).isEnded().hasPassed("End_Contacted");
        verify(files).close(CASE, 1, Outcome.ANSWERED);
    }

    @Test
    @DisplayName("a reopened service takes back the survey and ends the duties that run")
    void aReopenedServiceEndsTheRound() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(2, 2, true, false, false, false, "VALID"));
        var instance = invited();
        answered(instance);

        DIAGRAM.correlate(instance, FeedbackLoop.SERVICE_REOPENED);

        assertThat(instance).isEnded().hasPassed("End_ServiceReopened");
        verify(invitations).cancel(CASE, 1, "REOPENED");
        verify(duties).cancelAll(CASE, 1, "REOPENED");
        assertThat(DIAGRAM.calledNow()).isEmpty();
    }

    @Test
    @DisplayName("G3: an erased customer ends the round while it waits for him")
    void anErasedCustomerIsNotWaitedFor() {
        var instance = invited();

        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_ERASED);

        assertThat(instance).isEnded().hasPassed("End_CustomerErased");
        verify(invitations).cancel(CASE, 1, "CUSTOMER_ERASED");
        verify(traces).erase(instance.getId());
        verify(files, never()).close(any(), anyInt(), any());
    }

    @Test
    @DisplayName("G3: an erased customer ends the duties that run, complaints meanwhile and reminders included")
    void anErasedCustomerIsOwedNothing() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(1, 1, true, true, true, false, "VALID"));
        var instance = invited();
        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_COMPLAINED);
        answered(instance);
        assertThat(DIAGRAM.calledNow()).contains("recover-service", "handle-major-complaint", "reply-to-suggestion");

        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_ERASED);

        assertThat(instance).isEnded().hasPassed("End_CustomerErased");
        verify(duties).cancelAll(CASE, 1, "CUSTOMER_ERASED");
        assertThat(DIAGRAM.calledNow()).isEmpty();
        assertThat(DIAGRAM.engine().getTaskService().createTaskQuery().count()).isZero();
    }

    @Test
    @DisplayName("each complaint meanwhile is recovered, and the loop goes on")
    void recoversEachComplaintMeanwhile() {
        var instance = invited();

        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_COMPLAINED);
        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_COMPLAINED);

        assertThat(DIAGRAM.calledNow()).containsExactly("recover-service", "recover-service");
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isWaitingAt("Task_AwaitResponse").hasPassed("End_ComplaintHandled");
        verify(files, never()).close(any(), anyInt(), any());
    }

    @Test
    @DisplayName("a case stays open while a complaint is still being dealt with")
    void staysOpenWhileAComplaintIsOpen() {
        given(assessments.factsOf(CASE, RESPONSE)).willReturn(facts(5, 5, true, false, false, false, "VALID"));
        var instance = invited();
        DIAGRAM.correlate(instance, FeedbackLoop.CUSTOMER_COMPLAINED);
        given(duties.hasOpen(CASE, 1)).willReturn(true);

        answered(instance);
        verify(files, never()).close(any(), anyInt(), any());

        given(duties.hasOpen(CASE, 1)).willReturn(false);
        DIAGRAM.finishWhatWasCalled();
        assertThat(instance).isEnded();
        verify(files).close(CASE, 1, Outcome.ANSWERED);
    }

    private static ProcessInstance started() {
        return DIAGRAM.start(FeedbackLoop.KEY, CASE, Map.of("round", 1));
    }

    private ProcessInstance invited() {
        var instance = started();
        DIAGRAM.advanceTo(INVITE_AT);
        assertThat(instance).isWaitingAt("Task_AwaitResponse");
        state(SurveyState.SENT);
        return instance;
    }

    private void answered(ProcessInstance instance) {
        state(SurveyState.ANSWERED);
        given(responses.of(CASE, 1)).willReturn(Optional.of(anAnswer()));
        DIAGRAM.correlate(instance, FeedbackLoop.RESPONSE_RECEIVED, "responseId", RESPONSE.toString());
    }

    private static ProcessInstance continued(String message, @Nullable String responseId) {
        var start = DIAGRAM.engine()
                .getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(CASE.value())
                .setVariable("round", 1)
                .setVariable("contactRole", "customer-service")
                .setVariable("contactObligation", "contact-customer");
        if (responseId != null) {
            start.setVariable("responseId", responseId);
        }
        return start.correlateStartMessage();
    }

    private static OutsideContactHours outsideContactHours(Instant until) {
        OutsideContactHours refusal = mock();
        given(refusal.until()).willReturn(until);
        given(refusal.getMessage()).willReturn("too late for today");
        return refusal;
    }

    private void state(SurveyState state) {
        given(invitations.of(CASE, 1))
                .willReturn(Optional.of(new Invitation(
                        DUTY,
                        CASE,
                        1,
                        "C1",
                        state,
                        "EMAIL",
                        "survey-standard",
                        30,
                        INVITE_AT,
                        null,
                        null,
                        null,
                        null,
                        Purpose.LOOP,
                        null,
                        null)));
    }

    private static Invitation anInvitation(SurveyPlan plan) {
        return new Invitation(
                DUTY,
                CASE,
                1,
                "C1",
                SurveyState.PLANNED,
                plan.channel(),
                plan.questionnaire(),
                plan.quietDays(),
                plan.inviteAt(),
                null,
                null,
                null,
                plan.reason(),
                Purpose.LOOP,
                null,
                null);
    }

    private static CaseFile aCase() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                COMPLETED,
                new ServiceRecord("空调", "KFR-35GW", null, null, null, null, null, null, null, null, null),
                Stage.WAITING,
                null,
                1,
                COMPLETED,
                null);
    }

    private static CustomerProfile aCustomer(String tier, Consent consent, boolean hasEmail) {
        return new CustomerProfile(
                "C1", "INDIVIDUAL", tier, null, null, "zh-CN", consent, false, hasEmail, true, false, false);
    }

    private static TriageFacts facts(
            int overall,
            int lowest,
            boolean comment,
            boolean suggestion,
            boolean major,
            boolean contact,
            String validity) {
        return new TriageFacts(
                overall, lowest, comment, suggestion, major, contact, validity, "NEUTRAL", "REPAIR", "STANDARD", false);
    }

    private static Response anAnswer() {
        return anAnswer(false);
    }

    private static Response aLateAnswer() {
        return anAnswer(true);
    }

    private static Response anAnswer(boolean late) {
        return new Response(
                RESPONSE,
                CASE,
                1,
                LAPSE,
                "WEB",
                late,
                false,
                "survey-standard",
                1,
                "zh-CN",
                Map.of("overall", 5),
                Map.of("overall", "1-5"),
                Map.of(),
                Map.of(),
                false,
                90,
                9,
                true);
    }
}
