package io.huisheng.process.feedbackloop;

import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Thanks a satisfied customer with the promised reward (E7). */
@Component
class ThankCustomer implements JavaDelegate {

    private final Duties duties;
    private final CustomerMessages messages;

    ThankCustomer(Duties duties, CustomerMessages messages) {
        this.duties = duties;
        this.messages = messages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var duty =
                duties.open(FeedbackLoop.caseOf(execution), FeedbackLoop.ROUND.read(execution), DutyType.THANKS, null);
        messages.thank(duty);
        duties.close(duty, "THANKED", "system");
    }
}
