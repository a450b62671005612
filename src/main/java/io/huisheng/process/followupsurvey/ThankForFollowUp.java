package io.huisheng.process.followupsurvey;

import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Thanks a customer who is satisfied now; his case stays closed (E7). */
@Component
class ThankForFollowUp implements JavaDelegate {

    private final Duties duties;
    private final CustomerMessages messages;

    ThankForFollowUp(Duties duties, CustomerMessages messages) {
        this.duties = duties;
        this.messages = messages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var duty = duties.open(
                FollowUpSurvey.caseOf(execution), FollowUpSurvey.ROUND.read(execution), DutyType.THANKS, null);
        messages.thank(duty);
        duties.close(duty, "THANKED", "system");
    }
}
