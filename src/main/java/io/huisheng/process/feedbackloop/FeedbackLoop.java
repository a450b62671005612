package io.huisheng.process.feedbackloop;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.CustomerComplained;
import io.huisheng.casefile.CustomerErased;
import io.huisheng.casefile.LoopOpened;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.closure.ReplyUndeliverable;
import io.huisheng.invitation.InvitationUndeliverable;
import io.huisheng.process.engine.ProcessVariable;
import io.huisheng.process.engine.Signals;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.AnswerEntered;
import io.huisheng.survey.LateResponseReceived;
import io.huisheng.survey.ResponseReceived;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everything the rest of the application may say to {@code bpmn/feedback-loop.bpmn}, in the words of the business. */
@Component
public class FeedbackLoop {

    static final String KEY = "feedback-loop";
    static final String RESPONSE_RECEIVED = "feedback-loop.response-received";
    static final String SERVICE_REOPENED = "feedback-loop.service-reopened";
    static final String CUSTOMER_ERASED = "feedback-loop.customer-erased";
    static final String CUSTOMER_COMPLAINED = "feedback-loop.customer-complained";
    static final String CUSTOMER_OBJECTED = "feedback-loop.customer-objected";
    static final String ANSWERED_LATE = "feedback-loop.answered-late";
    static final String REPLY_UNDELIVERABLE = "feedback-loop.reply-undeliverable";
    static final String INVITATION_UNDELIVERABLE = "feedback-loop.invitation-undeliverable";

    static final ProcessVariable<Integer> ROUND = ProcessVariable.number("round");
    static final ProcessVariable<String> CHANNEL = ProcessVariable.word("channel");
    static final ProcessVariable<String> CONTACT_ROLE = ProcessVariable.word("contactRole");
    static final ProcessVariable<Instant> CONTACT_DUE_AT = ProcessVariable.moment("contactDueAt");
    static final ProcessVariable<String> CONTACT_OBLIGATION = ProcessVariable.word("contactObligation");
    static final ProcessVariable<Instant> REMIND_AT = ProcessVariable.moment("remindAt");
    static final ProcessVariable<Instant> INVITE_AT = ProcessVariable.moment("inviteAt");
    static final ProcessVariable<UUID> RESPONSE_ID = ProcessVariable.id("responseId");
    static final ProcessVariable<Boolean> HAS_LAPSED = ProcessVariable.flag("hasLapsed");
    static final ProcessVariable<Boolean> IS_ANONYMOUS = ProcessVariable.flag("isAnonymous");
    static final ProcessVariable<Boolean> NEEDS_THANKS = ProcessVariable.flag("needsThanks");
    static final ProcessVariable<Boolean> NEEDS_REPLY = ProcessVariable.flag("needsReply");
    static final ProcessVariable<Boolean> NEEDS_VERIFICATION = ProcessVariable.flag("needsVerification");
    static final ProcessVariable<Boolean> NEEDS_RECOVERY = ProcessVariable.flag("needsRecovery");
    static final ProcessVariable<Boolean> IS_MAJOR = ProcessVariable.flag("isMajor");
    static final ProcessVariable<Boolean> NEEDS_INTERVIEW = ProcessVariable.flag("needsInterview");

    private final RuntimeService runtime;
    private final HistoryService history;
    private final Signals signals;
    private final CaseFiles files;

    FeedbackLoop(@Lazy RuntimeService runtime, @Lazy HistoryService history, Signals signals, CaseFiles files) {
        this.runtime = runtime;
        this.history = history;
        this.signals = signals;
        this.files = files;
    }

    static CaseNo caseOf(DelegateExecution execution) {
        return new CaseNo(execution.getProcessBusinessKey());
    }

    @EventListener
    void on(LoopOpened event) {
        var instance = runtime.startProcessInstanceByKey(
                KEY, event.caseNo().value(), Map.of(ROUND.name(), ROUND.stored(event.round())));
        signals.listenFor(event.caseNo(), event.round(), instance.getId());
    }

    @EventListener
    void on(ServiceReopened event) {
        signals.tellAll(
                event.caseNo(), event.round(), SERVICE_REOPENED, key("reopened", event.caseNo(), event.round()));
    }

    /** Whatever the round waits for, it waits no longer (G3). */
    @EventListener
    void on(CustomerErased event) {
        signals.tellAll(event.caseNo(), event.round(), CUSTOMER_ERASED, key("erased", event.caseNo(), event.round()));
    }

    @EventListener
    void on(CustomerComplained event) {
        signals.tell(event.caseNo(), event.round(), CUSTOMER_COMPLAINED, "complained:" + event.eventId(), null);
    }

    @EventListener
    void on(InvitationUndeliverable event) {
        signals.tell(
                event.caseNo(),
                event.round(),
                event.isObjection() ? CUSTOMER_OBJECTED : INVITATION_UNDELIVERABLE,
                key("undeliverable", event.caseNo(), event.round()),
                null);
    }

    /** Nobody waits for an answer any more: the round is taken up again where answers are assessed. */
    @EventListener
    void on(LateResponseReceived event) {
        takeUpAgain(
                event.caseNo(),
                event.round(),
                ANSWERED_LATE,
                Map.of(RESPONSE_ID.name(), RESPONSE_ID.stored(event.responseId())));
    }

    /** No invitation waits for it: what was said on the phone, or written on paper, is assessed without waiting for anything. */
    @EventListener
    void on(AnswerEntered event) {
        takeUpAgain(
                event.caseNo(),
                event.round(),
                ANSWERED_LATE,
                Map.of(RESPONSE_ID.name(), RESPONSE_ID.stored(event.responseId())));
    }

    /** Whether the round still runs or is closed already: a person has to say what the letter could not. */
    @EventListener
    void on(ReplyUndeliverable event) {
        if (!isBeingContacted(event.caseNo())) {
            takeUpAgain(event.caseNo(), event.round(), REPLY_UNDELIVERABLE, Map.of());
        }
    }

    @EventListener
    void on(ResponseReceived event) {
        signals.tell(
                event.caseNo(),
                event.round(),
                RESPONSE_RECEIVED,
                key("answered", event.caseNo(), event.round()),
                event.responseId());
    }

    /** Somebody has work with the answer to a follow-up survey: it goes the way of an answer that came after the loop. */
    public void workOn(CaseNo caseNo, int round, UUID responseId) {
        takeUpAgain(caseNo, round, ANSWERED_LATE, Map.of(RESPONSE_ID.name(), RESPONSE_ID.stored(responseId)));
    }

    /**
     * A person is to ask what cannot be asked in writing, by the standard that is named.
     *
     * @param dueAt the limit where it was fixed before, so that it does not begin anew (A9); otherwise null
     */
    public void contact(CaseNo caseNo, int round, String role, String obligation, @Nullable Instant dueAt) {
        Map<String, Object> contact = new HashMap<>(Map.of(
                CONTACT_ROLE.name(), CONTACT_ROLE.stored(role),
                CONTACT_OBLIGATION.name(), CONTACT_OBLIGATION.stored(obligation)));
        if (dueAt != null) {
            contact.put(CONTACT_DUE_AT.name(), CONTACT_DUE_AT.stored(dueAt));
        }
        takeUpAgain(caseNo, round, REPLY_UNDELIVERABLE, contact);
    }

    private void takeUpAgain(CaseNo caseNo, int round, String message, Map<String, Object> more) {
        files.hold(caseNo);
        if (files.isErased(caseNo)) {
            return;
        }
        files.takeUpAgain(caseNo, round);
        var instance = runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(caseNo.value())
                .setVariable(ROUND.name(), ROUND.stored(round))
                .setVariable(CONTACT_ROLE.name(), plannedFor(caseNo, round, CONTACT_ROLE, "customer-service"))
                .setVariable(
                        CONTACT_OBLIGATION.name(), plannedFor(caseNo, round, CONTACT_OBLIGATION, "contact-customer"))
                .setVariables(more)
                .correlateStartMessage();
        signals.listenFor(caseNo, round, instance.getId());
    }

    /** What the plan of the round said, for the round goes on as it began. */
    private String plannedFor(CaseNo caseNo, int round, ProcessVariable<String> variable, String otherwise) {
        return signals.instancesOf(caseNo, round).stream()
                .flatMap(instance -> history
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(instance)
                        .variableName(variable.name())
                        .list()
                        .stream())
                .flatMap(found -> Stream.ofNullable(found.getValue()))
                .map(String.class::cast)
                .findFirst()
                .orElse(otherwise);
    }

    private boolean isBeingContacted(CaseNo caseNo) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .processInstanceBusinessKey(caseNo.value())
                        .activityIdIn("Call_ContactCustomer")
                        .count()
                > 0;
    }

    private static String key(String what, CaseNo caseNo, int round) {
        return what + ":" + caseNo + ":" + round;
    }
}
