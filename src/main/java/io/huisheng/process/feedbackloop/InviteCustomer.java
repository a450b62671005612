package io.huisheng.process.feedbackloop;

import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.NotInvited;
import io.huisheng.process.deadline.ServiceStandards;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks at the very moment whether the customer may be asked, and asks him (A1, A12). */
@Component
class InviteCustomer implements JavaDelegate {

    private final Invitations invitations;
    private final ServiceStandards standards;

    InviteCustomer(Invitations invitations, ServiceStandards standards) {
        this.invitations = invitations;
        this.standards = standards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            invitations.send(
                    FeedbackLoop.caseOf(execution),
                    FeedbackLoop.ROUND.read(execution),
                    standards.get("invitation-reminder").due().amount(),
                    standards.get("invitation-lapse").due().amount());
        } catch (NotInvited refused) {
            throw new BpmnError("customer-not-invited", refused.getMessage());
        }
    }
}
