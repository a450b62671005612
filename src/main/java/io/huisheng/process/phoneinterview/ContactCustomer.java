package io.huisheng.process.phoneinterview;

import io.huisheng.closure.Duties;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The outcome of a personal contact is recorded (A10). */
@Component
class ContactCustomer implements TaskListener {

    private final Duties duties;

    ContactCustomer(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void notify(DelegateTask task) {
        duties.fulfil(
                DutyWork.DUTY_ID.read(task),
                TypedWords.of(task, "outcome"),
                TypedWords.of(task, "note"),
                TypedWords.author(task));
    }
}
