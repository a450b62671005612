package io.huisheng.process.replytosuggestion;

import io.huisheng.closure.CustomerMessages;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer at once that his suggestion has been received and is being handled (E1). */
@Component
class AcknowledgeSuggestion implements JavaDelegate {

    private final CustomerMessages messages;

    AcknowledgeSuggestion(CustomerMessages messages) {
        this.messages = messages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        messages.acknowledge(DutyWork.DUTY_ID.read(execution));
    }
}
