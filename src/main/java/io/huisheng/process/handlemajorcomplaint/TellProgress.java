package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes what somebody wrote to the customer about the progress into the domain, which sends it (E5). */
@Component
class TellProgress implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    TellProgress(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        forms.take(() -> complaints.tellProgress(
                DutyWork.DUTY_ID.read(task),
                TypedWords.of(task, "progress"),
                TypedWords.of(task, "signedBy"),
                TypedWords.author(task)));
    }
}
