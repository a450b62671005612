package io.huisheng.process.verifyresponse;

import io.huisheng.closure.Verifications;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the duty to verify an answer; the policy has chosen the role that does it (C3–C5, E8). */
@Component
class OpenVerification implements JavaDelegate {

    private static final String OBLIGATION = "verification";

    private final Verifications verifications;
    private final Deadline deadline;

    OpenVerification(Verifications verifications, Deadline deadline) {
        this.verifications = verifications;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var responseId = DutyWork.RESPONSE_ID.read(execution);
        var opened = verifications.open(
                DutyWork.caseOf(execution), DutyWork.ROUND.read(execution), responseId, deadline.dueAt(OBLIGATION));
        DutyWork.DUTY_ID.write(execution, opened.dutyId());
        // Another answer of the round may share the duty; each has its own moments.
        DutyWork.SUBJECT.write(execution, responseId.toString());
        VerifyResponse.VERIFIER_ROLE.write(execution, opened.role());
    }
}
