package io.huisheng.process.followupsurvey;

import io.huisheng.invitation.FollowUps;
import io.huisheng.survey.Responses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the survey lapse, unless an answer was first; then that answer is taken up here (B14). */
@Component
class ExpireFollowUp implements JavaDelegate {

    private final FollowUps followUps;
    private final Responses responses;

    ExpireFollowUp(FollowUps followUps, Responses responses) {
        this.followUps = followUps;
        this.responses = responses;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = FollowUpSurvey.FOLLOW_UP_ID.read(execution);
        var hasLapsed = followUps.expire(id);
        FollowUpSurvey.HAS_LAPSED.write(execution, hasLapsed);
        if (!hasLapsed) {
            responses.to(id).ifPresent(answer -> FollowUpSurvey.RESPONSE_ID.write(execution, answer.responseId()));
        }
    }
}
