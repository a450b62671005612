package io.huisheng.process.phoneinterview;

import io.huisheng.closure.Interviews;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nobody answered the promised call back at any time of day: the promise could not be kept, and that stays on record (B3). */
@Component
class LeavePromise implements JavaDelegate {

    private final Interviews interviews;

    LeavePromise(Interviews interviews) {
        this.interviews = interviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        interviews.leavePromise(DutyWork.DUTY_ID.read(execution));
    }
}
