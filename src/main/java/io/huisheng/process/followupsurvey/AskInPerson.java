package io.huisheng.process.followupsurvey;

import io.huisheng.invitation.FollowUps;
import io.huisheng.process.feedbackloop.FeedbackLoop;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has a person ask what cannot be asked in writing; the case is worked on until that is done (A9, A10). */
@Component
class AskInPerson implements JavaDelegate {

    private final FollowUps followUps;
    private final FeedbackLoop loop;

    AskInPerson(FollowUps followUps, FeedbackLoop loop) {
        this.followUps = followUps;
        this.loop = loop;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var survey = FollowUpSurvey.FOLLOW_UP_ID.read(execution);
        followUps.handToStaff(survey);
        loop.contact(
                FollowUpSurvey.caseOf(execution),
                FollowUpSurvey.ROUND.read(execution),
                FollowUpSurvey.CONTACT_ROLE.read(execution),
                FollowUpSurvey.CONTACT_OBLIGATION.read(execution),
                followUps.limitOf(survey).orElse(null));
    }
}
