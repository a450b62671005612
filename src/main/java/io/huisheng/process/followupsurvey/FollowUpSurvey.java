package io.huisheng.process.followupsurvey;

import io.huisheng.invitation.FollowUpEnded;
import io.huisheng.invitation.Purpose;
import io.huisheng.process.engine.ProcessVariable;
import io.huisheng.process.engine.Signals;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.FollowUpAnswered;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everything the rest of the application may say to {@code bpmn/follow-up-survey.bpmn}, in the words of the business. */
@Component
public class FollowUpSurvey {

    static final String KEY = "follow-up-survey";
    static final String RESPONSE_RECEIVED = "follow-up-survey.response-received";
    static final String ANSWERED_LATE = "follow-up-survey.answered-late";
    static final String UNDELIVERABLE = "follow-up-survey.undeliverable";
    static final String WITHDRAWN = "follow-up-survey.withdrawn";

    static final ProcessVariable<Integer> ROUND = ProcessVariable.number("round");
    static final ProcessVariable<UUID> DUTY_ID = ProcessVariable.id("dutyId");
    /** A name of {@link Purpose}. */
    static final ProcessVariable<String> PURPOSE = ProcessVariable.word("purpose");
    /** The invitation that the instance is about. */
    static final ProcessVariable<UUID> FOLLOW_UP_ID = ProcessVariable.id("followUpId");

    static final ProcessVariable<String> CHANNEL = ProcessVariable.word("channel");
    static final ProcessVariable<Instant> ASK_AT = ProcessVariable.moment("askAt");
    static final ProcessVariable<String> CONTACT_ROLE = ProcessVariable.word("contactRole");
    static final ProcessVariable<String> CONTACT_OBLIGATION = ProcessVariable.word("contactObligation");
    static final ProcessVariable<UUID> RESPONSE_ID = ProcessVariable.id("responseId");
    static final ProcessVariable<Boolean> HAS_LAPSED = ProcessVariable.flag("hasLapsed");
    static final ProcessVariable<Boolean> IS_ANONYMOUS = ProcessVariable.flag("isAnonymous");
    static final ProcessVariable<Boolean> NEEDS_WORK = ProcessVariable.flag("needsWork");
    static final ProcessVariable<Boolean> NEEDS_THANKS = ProcessVariable.flag("needsThanks");

    private final RuntimeService runtime;
    private final Signals signals;

    FollowUpSurvey(@Lazy RuntimeService runtime, Signals signals) {
        this.runtime = runtime;
        this.signals = signals;
    }

    static CaseNo caseOf(DelegateExecution execution) {
        return new CaseNo(execution.getProcessBusinessKey());
    }

    /** A duty has ended: the customer is asked about it in his own time; the duty and its case need not wait for that. */
    public void begin(CaseNo caseNo, int round, Purpose purpose, UUID dutyId) {
        runtime.startProcessInstanceByKey(
                KEY,
                caseNo.value(),
                Map.of(
                        ROUND.name(), ROUND.stored(round),
                        PURPOSE.name(), PURPOSE.stored(purpose.name()),
                        DUTY_ID.name(), DUTY_ID.stored(dutyId)));
    }

    /** Whoever still waits is told after the commit; an answer that nobody waits for any more is taken up by an instance of its own. */
    @EventListener
    void on(FollowUpAnswered event) {
        var waiting = event.late() ? Optional.<ProcessInstance>empty() : runningFor(event.invitationId());
        var responseId = event.responseId();
        if (waiting.isPresent()) {
            tell(
                    waiting.get(),
                    event.caseNo(),
                    event.round(),
                    RESPONSE_RECEIVED,
                    "follow-up-answered:" + event.invitationId(),
                    responseId);
        } else if (responseId != null) {
            runtime.createMessageCorrelation(ANSWERED_LATE)
                    .processInstanceBusinessKey(event.caseNo().value())
                    .setVariable(ROUND.name(), ROUND.stored(event.round()))
                    .setVariable(FOLLOW_UP_ID.name(), FOLLOW_UP_ID.stored(event.invitationId()))
                    .setVariable(RESPONSE_ID.name(), RESPONSE_ID.stored(responseId))
                    .correlateStartMessage();
        }
    }

    @EventListener
    void on(FollowUpEnded event) {
        runningFor(event.invitationId())
                .ifPresent(instance -> tell(
                        instance,
                        event.caseNo(),
                        event.round(),
                        event.isUndeliverable() ? UNDELIVERABLE : WITHDRAWN,
                        "follow-up-ended:" + event.invitationId() + ":" + event.reason(),
                        null));
    }

    private void tell(
            ProcessInstance instance, CaseNo caseNo, int round, String message, String key, @Nullable UUID responseId) {
        signals.tellInstance(instance.getId(), caseNo, round, message, key, responseId);
    }

    private Optional<ProcessInstance> runningFor(UUID invitationId) {
        return runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .variableValueEquals(FOLLOW_UP_ID.name(), FOLLOW_UP_ID.stored(invitationId))
                .list()
                .stream()
                .findFirst();
    }
}
