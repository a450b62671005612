package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes the decision of management about a customer who cannot be reached into the domain (E5). */
@Component
class DecideOnClosing implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    DecideOnClosing(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        HandleMajorComplaint.goOn(
                task,
                forms.take(() -> complaints.decide(
                        DutyWork.DUTY_ID.read(task),
                        "CLOSE".equals(TypedWords.of(task, "decision")),
                        TypedWords.of(task, "reason"),
                        TypedWords.author(task))));
    }
}
