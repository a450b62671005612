package io.huisheng.process.feedbackloop;

import io.huisheng.invitation.Invitations;
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
        invitations.remind(FeedbackLoop.caseOf(execution), FeedbackLoop.ROUND.read(execution));
    }
}
