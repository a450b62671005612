package io.huisheng.process.feedbackloop;

import io.huisheng.casefile.CustomerComplained;
import io.huisheng.casefile.LoopOpened;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.invitation.InvitationUndeliverable;
import io.huisheng.process.engine.ProcessVariable;
import io.huisheng.process.engine.Signals;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.ResponseReceived;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everything the rest of the application may say to {@code bpmn/feedback-loop.bpmn}, in the words of the business. */
@Component
class FeedbackLoop {

    static final String KEY = "feedback-loop";
    static final String RESPONSE_RECEIVED = "feedback-loop.response-received";
    static final String SERVICE_REOPENED = "feedback-loop.service-reopened";
    static final String CUSTOMER_COMPLAINED = "feedback-loop.customer-complained";
    static final String INVITATION_UNDELIVERABLE = "feedback-loop.invitation-undeliverable";

    static final ProcessVariable<Integer> ROUND = ProcessVariable.number("round");
    static final ProcessVariable<String> CHANNEL = ProcessVariable.word("channel");
    static final ProcessVariable<String> CONTACT_ROLE = ProcessVariable.word("contactRole");
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
    private final Signals signals;

    FeedbackLoop(@Lazy RuntimeService runtime, Signals signals) {
        this.runtime = runtime;
        this.signals = signals;
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
        signals.tell(
                event.caseNo(), event.round(), SERVICE_REOPENED, key("reopened", event.caseNo(), event.round()), null);
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
                INVITATION_UNDELIVERABLE,
                key("undeliverable", event.caseNo(), event.round()),
                null);
    }

    /** An answer that comes after the invitation lapsed is kept by the survey; only the diagram no longer waits for it. */
    @EventListener
    void on(ResponseReceived event) {
        signals.tell(
                event.caseNo(),
                event.round(),
                RESPONSE_RECEIVED,
                key("answered", event.caseNo(), event.round()),
                event.responseId());
    }

    private static String key(String what, CaseNo caseNo, int round) {
        return what + ":" + caseNo + ":" + round;
    }
}
