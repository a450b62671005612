package io.huisheng.process.feedbackloop;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.closure.Duties;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Closes the case at the end events of the loop, as soon as no duty is open any more; our tables say which way it ended. */
@Component
class CloseCase implements ExecutionListener {

    private final CaseFiles files;
    private final Invitations invitations;
    private final Duties duties;

    CloseCase(CaseFiles files, Invitations invitations, Duties duties) {
        this.files = files;
        this.invitations = invitations;
        this.duties = duties;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var round = FeedbackLoop.ROUND.read(execution);
        if (isOver(execution) && !duties.hasOpen(caseNo, round)) {
            files.close(
                    caseNo,
                    round,
                    outcome(execution, invitations.of(caseNo, round).orElseThrow()));
        }
    }

    /** A complaint can be dealt with while the survey is still running; then the main path closes the case later. */
    private static boolean isOver(DelegateExecution execution) {
        return !"End_ComplaintHandled".equals(execution.getCurrentActivityId())
                || execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .getActiveActivityIds(execution.getProcessInstanceId())
                        .stream()
                        .allMatch("End_ComplaintHandled"::equals);
    }

    private static Outcome outcome(DelegateExecution execution, Invitation invitation) {
        return switch (invitation.state()) {
            case ANSWERED ->
                FeedbackLoop.RESPONSE_ID.find(execution).isPresent() ? Outcome.ANSWERED : Outcome.ANSWERED_ANONYMOUSLY;
            case EXPIRED -> Outcome.NO_RESPONSE;
            case NOT_SENT ->
                "End_Contacted".equals(execution.getCurrentActivityId()) ? Outcome.CONTACTED : Outcome.NOT_ASKED;
            case CANCELLED -> Outcome.REOPENED;
            case PLANNED, SENDING, SENT, REMINDED -> Outcome.CONTACTED;
        };
    }
}
