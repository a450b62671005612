package io.huisheng.process.recoverservice;

import io.huisheng.invitation.Purpose;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.followupsurvey.FollowUpSurvey;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the customer who accepted asked once more whether it is really put right; the duty does not wait for it (E4). */
@Component
class PlanRecoverySurvey implements JavaDelegate {

    private final FollowUpSurvey followUp;

    PlanRecoverySurvey(FollowUpSurvey followUp) {
        this.followUp = followUp;
    }

    @Override
    public void execute(DelegateExecution execution) {
        followUp.begin(
                DutyWork.caseOf(execution),
                DutyWork.ROUND.read(execution),
                Purpose.RECOVERY,
                DutyWork.DUTY_ID.read(execution));
    }
}
