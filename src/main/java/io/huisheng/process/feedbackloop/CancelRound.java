package io.huisheng.process.feedbackloop;

import io.huisheng.closure.Duties;
import io.huisheng.invitation.Invitations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The service goes on: takes back the survey and the open duties of this round; its next completion starts a new one. */
@Component
class CancelRound implements JavaDelegate {

    private final Invitations invitations;
    private final Duties duties;

    CancelRound(Invitations invitations, Duties duties) {
        this.invitations = invitations;
        this.duties = duties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var round = FeedbackLoop.ROUND.read(execution);
        invitations.cancel(caseNo, round, "REOPENED");
        duties.cancelAll(caseNo, round, "REOPENED");
    }
}
