package io.huisheng.process.feedbackloop;

import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.OutsideContactHours;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer, once and only while he may still be asked (A12, B14). */
@Component
class RemindCustomer implements JavaDelegate {

    private final Invitations invitations;

    RemindCustomer(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            invitations.remind(FeedbackLoop.caseOf(execution), FeedbackLoop.ROUND.read(execution));
        } catch (OutsideContactHours tooLateForToday) {
            FeedbackLoop.REMIND_AT.write(execution, tooLateForToday.until());
            throw new BpmnError("outside-contact-hours", tooLateForToday.getMessage());
        }
    }
}
