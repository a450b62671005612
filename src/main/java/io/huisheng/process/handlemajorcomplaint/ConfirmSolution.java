package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes what the customer says about the solution into the domain; only his yes closes the complaint (E5). */
@Component
class ConfirmSolution implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    ConfirmSolution(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        HandleMajorComplaint.goOn(
                task,
                forms.take(() -> complaints.confirmation(
                        DutyWork.DUTY_ID.read(task), TypedContact.of(task), TypedWords.author(task))));
    }
}
