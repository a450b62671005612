package io.huisheng.process.feedbackloop;

import io.huisheng.assessment.Assessments;
import io.huisheng.process.duty.TriageTable;
import io.huisheng.process.engine.DecisionListener;
import io.huisheng.process.engine.ProcessVariable;
import io.huisheng.process.verifyresponse.VerificationPolicy;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands the facts to {@code bpmn/triage.dmn} and takes its verdict back: which duties the answer calls for, and why. Whether it
 * must be verified is a fact that {@code bpmn/verification-policy.dmn} has decided before.
 */
@Component
class TriageFeedback extends DecisionListener {

    private static final Map<String, ProcessVariable<Boolean>> DUTIES = Map.of(
            "THANKS", FeedbackLoop.NEEDS_THANKS,
            "SUGGESTION_REPLY", FeedbackLoop.NEEDS_REPLY,
            "VERIFICATION", FeedbackLoop.NEEDS_VERIFICATION,
            "RECOVERY", FeedbackLoop.NEEDS_RECOVERY,
            "MAJOR_COMPLAINT", FeedbackLoop.IS_MAJOR,
            "INTERVIEW", FeedbackLoop.NEEDS_INTERVIEW);

    private final Assessments assessments;
    private final VerificationPolicy verification;

    TriageFeedback(Assessments assessments, VerificationPolicy verification) {
        this.assessments = assessments;
        this.verification = verification;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var responseId = FeedbackLoop.RESPONSE_ID.read(execution);
        return TriageTable.inputs(assessments.factsOf(caseNo, responseId), verification.decide(caseNo, responseId));
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var fired = TriageTable.calledFor(result, DUTIES.keySet());
        assessments.recordTriage(FeedbackLoop.RESPONSE_ID.read(execution), fired);
        DUTIES.forEach((duty, needed) ->
                needed.write(execution, fired.stream().anyMatch(rule -> duty.equals(rule.duty()))));
    }
}
