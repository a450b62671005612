package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Closes the recovery where the major complaint takes over: in the transaction that opens the complaint, so that there is no moment
 * at which the case has no open duty (E4).
 */
@Component
class CloseAsMajor implements ExecutionListener {

    private final Recoveries recoveries;

    CloseAsMajor(Recoveries recoveries) {
        this.recoveries = recoveries;
    }

    @Override
    public void notify(DelegateExecution execution) {
        recoveries.becomeMajor(DutyWork.DUTY_ID.read(execution));
    }
}
