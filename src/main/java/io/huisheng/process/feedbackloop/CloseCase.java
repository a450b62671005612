package io.huisheng.process.feedbackloop;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Closes the case at the end events of the loop, as soon as no duty is open any more; our tables say which way it ended. */
@Component
class CloseCase implements ExecutionListener {

    private static final String CONTACTED = "End_Contacted";
    private static final String COMPLAINT_HANDLED = "End_ComplaintHandled";
    /** A reminder that waits for the morning keeps no case open. */
    private static final Set<String> NOBODY_WAITS_FOR =
            Set.of(COMPLAINT_HANDLED, "Event_ContactHoursBegun", "Task_RemindCustomer");

    private final CaseFiles files;
    private final Invitations invitations;
    private final Responses responses;
    private final Duties duties;

    CloseCase(CaseFiles files, Invitations invitations, Responses responses, Duties duties) {
        this.files = files;
        this.invitations = invitations;
        this.responses = responses;
        this.duties = duties;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var round = FeedbackLoop.ROUND.read(execution);
        if (CONTACTED.equals(execution.getCurrentActivityId())) {
            invitations.contacted(caseNo, round);
        }
        // Two ends of one round that are reached at the same moment must see each other, or neither closes the case.
        files.hold(caseNo);
        if (isOver(execution) && !isTakenUpElsewhere(execution, caseNo, round) && !duties.hasOpen(caseNo, round)) {
            files.close(
                    caseNo,
                    round,
                    outcome(execution, invitations.of(caseNo, round).orElseThrow()));
        }
    }

    /** A complaint can be dealt with while the survey is still running; then the main path closes the case later. */
    private static boolean isOver(DelegateExecution execution) {
        return !COMPLAINT_HANDLED.equals(execution.getCurrentActivityId())
                || NOBODY_WAITS_FOR.containsAll(execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .getActiveActivityIds(execution.getProcessInstanceId()));
    }

    /** A round that was taken up again is closed by the last of its instances. */
    private static boolean isTakenUpElsewhere(DelegateExecution execution, CaseNo caseNo, int round) {
        return execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(FeedbackLoop.KEY)
                .processInstanceBusinessKey(caseNo.value())
                .variableValueEquals(FeedbackLoop.ROUND.name(), FeedbackLoop.ROUND.stored(round))
                .list()
                .stream()
                .anyMatch(instance -> !instance.getId().equals(execution.getProcessInstanceId()));
    }

    private Outcome outcome(DelegateExecution execution, Invitation invitation) {
        var answer = responses.of(invitation.caseNo(), invitation.round());
        return switch (invitation.state()) {
            case ANSWERED -> answer.isPresent() ? Outcome.ANSWERED : Outcome.ANSWERED_ANONYMOUSLY;
            case EXPIRED -> answer.filter(Response::late).isPresent() ? Outcome.ANSWERED_LATE : Outcome.NO_RESPONSE;
            case NOT_SENT ->
                CONTACTED.equals(execution.getCurrentActivityId())
                                || "CONTACTED_IN_PERSON".equals(invitation.notSentReason())
                        ? contacted(invitation)
                        : Outcome.NOT_ASKED;
            case CANCELLED ->
                "CUSTOMER_ERASED".equals(invitation.notSentReason()) ? Outcome.CUSTOMER_ERASED : Outcome.REOPENED;
            case PLANNED, SENDING, SENT, REMINDED -> contacted(invitation);
        };
    }

    /** Somebody was to speak with the customer instead: what came of it (B3). */
    private Outcome contacted(Invitation invitation) {
        var end = duties.outcomeOf(invitation.caseNo(), invitation.round(), DutyType.INTERVIEW)
                .orElse("");
        return switch (end) {
            case "UNREACHABLE" -> Outcome.UNREACHABLE;
            case "REFUSED" -> Outcome.REFUSED;
            default -> Outcome.CONTACTED;
        };
    }
}
