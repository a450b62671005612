package io.huisheng.process.recoverservice;

import io.huisheng.closure.Duties;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The recovery of a service is recorded (E3, E4). */
@Component
class RecoverService implements TaskListener {

    private final Duties duties;

    RecoverService(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void notify(DelegateTask task) {
        duties.fulfil(DutyWork.DUTY_ID.read(task), "RECOVERED", TypedWords.of(task, "result"), TypedWords.author(task));
    }
}
