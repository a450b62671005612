package io.huisheng.process.feedbackloop;

import io.huisheng.invitation.Invitations;
import io.huisheng.survey.Responses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the invitation lapse, unless an answer was first; then that answer is taken up here (B14). */
@Component
class ExpireInvitation implements JavaDelegate {

    private final Invitations invitations;
    private final Responses responses;

    ExpireInvitation(Invitations invitations, Responses responses) {
        this.invitations = invitations;
        this.responses = responses;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var round = FeedbackLoop.ROUND.read(execution);
        var hasLapsed = invitations.expire(caseNo, round);
        FeedbackLoop.HAS_LAPSED.write(execution, hasLapsed);
        if (!hasLapsed) {
            responses
                    .of(caseNo, round)
                    .filter(answer -> !answer.late())
                    .ifPresent(answer -> FeedbackLoop.RESPONSE_ID.write(execution, answer.responseId()));
        }
    }
}
