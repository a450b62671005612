package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.invitation.Purpose;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.followupsurvey.FollowUpSurvey;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the customer asked once more how his complaint was dealt with; the duty does not wait for it (A9, E5). */
@Component
class PlanSpecialSurvey implements JavaDelegate {

    private final FollowUpSurvey followUp;

    PlanSpecialSurvey(FollowUpSurvey followUp) {
        this.followUp = followUp;
    }

    @Override
    public void execute(DelegateExecution execution) {
        followUp.begin(
                DutyWork.caseOf(execution),
                DutyWork.ROUND.read(execution),
                Purpose.SPECIAL,
                DutyWork.DUTY_ID.read(execution));
    }
}
