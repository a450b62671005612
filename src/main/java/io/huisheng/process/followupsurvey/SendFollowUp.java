package io.huisheng.process.followupsurvey;

import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.NotInvited;
import io.huisheng.invitation.OutsideContactHours;
import io.huisheng.process.deadline.Deadline;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks at the very moment whether the customer may be asked, and asks him (A9, A12, E4). */
@Component
class SendFollowUp implements JavaDelegate {

    private final FollowUps followUps;
    private final Deadline deadline;

    SendFollowUp(FollowUps followUps, Deadline deadline) {
        this.followUps = followUps;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            followUps.send(FollowUpSurvey.FOLLOW_UP_ID.read(execution), deadline.dueAt("follow-up-lapse"));
        } catch (NotInvited refused) {
            throw new BpmnError("follow-up-not-asked", refused.getMessage());
        } catch (OutsideContactHours tooLateForToday) {
            FollowUpSurvey.ASK_AT.write(execution, tooLateForToday.until());
            throw new BpmnError("outside-contact-hours", tooLateForToday.getMessage());
        }
    }
}
