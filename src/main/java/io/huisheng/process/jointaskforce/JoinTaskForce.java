package io.huisheng.process.jointaskforce;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody joins the task force for his role; what he takes over is on record (E5). */
@Component
class JoinTaskForce implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    JoinTaskForce(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        forms.take(() -> complaints.join(
                DutyWork.DUTY_ID.read(task),
                DutyWork.ROLE.read(task),
                TypedWords.of(task, "note"),
                TypedWords.author(task)));
    }
}
