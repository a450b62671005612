package io.huisheng.process.feedbackloop;

import io.huisheng.assessment.Assessments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the answer checked, scored and tagged; an anonymous answer belongs to no case and leaves nothing to do here (B11, C, D). */
@Component
class AssessResponse implements JavaDelegate {

    private final Assessments assessments;

    AssessResponse(Assessments assessments) {
        this.assessments = assessments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var responseId = FeedbackLoop.RESPONSE_ID.find(execution);
        FeedbackLoop.IS_ANONYMOUS.write(execution, responseId.isEmpty());
        responseId.ifPresent(assessments::assess);
    }
}
