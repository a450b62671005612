package io.huisheng.process.followupsurvey;

import io.huisheng.assessment.Assessments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the answer checked, scored and tagged like any other; an anonymous one leaves nothing to do here (B11, C, D). */
@Component
class AssessFollowUp implements JavaDelegate {

    private final Assessments assessments;

    AssessFollowUp(Assessments assessments) {
        this.assessments = assessments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var responseId = FollowUpSurvey.RESPONSE_ID.find(execution);
        FollowUpSurvey.IS_ANONYMOUS.write(execution, responseId.isEmpty());
        responseId.ifPresent(assessments::assess);
    }
}
