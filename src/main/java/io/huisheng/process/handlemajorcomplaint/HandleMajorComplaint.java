package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.Duties;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The handling of a major complaint is recorded (E5). */
@Component
class HandleMajorComplaint implements TaskListener {

    private final Duties duties;

    HandleMajorComplaint(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void notify(DelegateTask task) {
        duties.fulfil(DutyWork.DUTY_ID.read(task), "SETTLED", TypedWords.of(task, "result"), TypedWords.author(task));
    }
}
