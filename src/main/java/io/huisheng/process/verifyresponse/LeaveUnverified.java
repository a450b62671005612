package io.huisheng.process.verifyresponse;

import io.huisheng.closure.Verifications;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nobody was reached at any time of day: the answer stays as it is, and the record says so (C3). */
@Component
class LeaveUnverified implements JavaDelegate {

    private final Verifications verifications;

    LeaveUnverified(Verifications verifications) {
        this.verifications = verifications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        verifications.giveUp(DutyWork.DUTY_ID.read(execution), DutyWork.RESPONSE_ID.read(execution));
    }
}
