package io.huisheng.process.feedbackloop;

import io.huisheng.closure.Duties;
import io.huisheng.invitation.Invitations;
import io.huisheng.process.engine.PersonalTraces;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer was erased: ends what began between the erasure and the moment at which the diagram heard of it (G3). */
@Component
class LeaveErasedCustomer implements JavaDelegate {

    static final String REASON = "CUSTOMER_ERASED";

    private final Invitations invitations;
    private final Duties duties;
    private final PersonalTraces traces;

    LeaveErasedCustomer(Invitations invitations, Duties duties, PersonalTraces traces) {
        this.invitations = invitations;
        this.duties = duties;
        this.traces = traces;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var round = FeedbackLoop.ROUND.read(execution);
        invitations.cancel(caseNo, round, REASON);
        duties.cancelAll(caseNo, round, REASON);
        traces.erase(execution.getProcessInstanceId());
    }
}
