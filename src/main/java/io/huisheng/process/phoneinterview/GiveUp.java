package io.huisheng.process.phoneinterview;

import io.huisheng.closure.Interviews;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nobody answered at any time of day: the customer counts as unreachable (B3). */
@Component
class GiveUp implements JavaDelegate {

    private final Interviews interviews;

    GiveUp(Interviews interviews) {
        this.interviews = interviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        interviews.giveUp(DutyWork.DUTY_ID.read(execution));
    }
}
