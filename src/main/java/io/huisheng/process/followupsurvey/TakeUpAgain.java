package io.huisheng.process.followupsurvey;

import io.huisheng.process.feedbackloop.FeedbackLoop;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Somebody has work with the answer: the round of the case is taken up again, as by an answer that came after the loop (E3, E5). */
@Component
class TakeUpAgain implements JavaDelegate {

    private final FeedbackLoop loop;

    TakeUpAgain(FeedbackLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(DelegateExecution execution) {
        loop.workOn(
                FollowUpSurvey.caseOf(execution),
                FollowUpSurvey.ROUND.read(execution),
                FollowUpSurvey.RESPONSE_ID.read(execution));
    }
}
