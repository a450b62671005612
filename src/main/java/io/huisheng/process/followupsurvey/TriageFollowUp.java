package io.huisheng.process.followupsurvey;

import io.huisheng.assessment.Assessments;
import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.TriageTable;
import io.huisheng.process.engine.DecisionListener;
import io.huisheng.process.verifyresponse.VerificationPolicy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the facts to {@code bpmn/triage.dmn}, the same table as for every answer, and asks whether anybody has work with it. */
@Component
class TriageFollowUp extends DecisionListener {

    private static final Set<String> DUTIES =
            Arrays.stream(DutyType.values()).map(DutyType::name).collect(Collectors.toUnmodifiableSet());
    private static final String THANKS = DutyType.THANKS.name();

    private final Assessments assessments;
    private final VerificationPolicy verification;

    TriageFollowUp(Assessments assessments, VerificationPolicy verification) {
        this.assessments = assessments;
        this.verification = verification;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var caseNo = FollowUpSurvey.caseOf(execution);
        var responseId = FollowUpSurvey.RESPONSE_ID.read(execution);
        return TriageTable.inputs(assessments.factsOf(caseNo, responseId), verification.decide(caseNo, responseId));
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var fired = TriageTable.calledFor(result, DUTIES);
        assessments.recordTriage(FollowUpSurvey.RESPONSE_ID.read(execution), fired);
        var needsWork = fired.stream().anyMatch(rule -> !THANKS.equals(rule.duty()));
        FollowUpSurvey.NEEDS_WORK.write(execution, needsWork);
        // Where somebody has work with it, the loop thanks as well.
        FollowUpSurvey.NEEDS_THANKS.write(execution, !needsWork && !fired.isEmpty());
    }
}
