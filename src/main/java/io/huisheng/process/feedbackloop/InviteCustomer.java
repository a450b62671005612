package io.huisheng.process.feedbackloop;

import io.huisheng.invitation.Deadlines;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.NotInvited;
import io.huisheng.invitation.OutsideContactHours;
import io.huisheng.process.deadline.Deadline;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks at the very moment whether the customer may be asked, and asks him (A1, A12). */
@Component
class InviteCustomer implements JavaDelegate {

    private final Invitations invitations;
    private final Deadline deadline;

    InviteCustomer(Invitations invitations, Deadline deadline) {
        this.invitations = invitations;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            invitations.send(
                    FeedbackLoop.caseOf(execution),
                    FeedbackLoop.ROUND.read(execution),
                    new Deadlines(deadline.dueAt("invitation-reminder"), deadline.dueAt("invitation-lapse")));
        } catch (NotInvited refused) {
            throw new BpmnError("customer-not-invited", refused.getMessage());
        } catch (OutsideContactHours tooLateForToday) {
            FeedbackLoop.INVITE_AT.write(execution, tooLateForToday.until());
            throw new BpmnError("outside-contact-hours", tooLateForToday.getMessage());
        }
    }
}
