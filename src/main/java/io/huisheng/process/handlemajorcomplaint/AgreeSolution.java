package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.closure.MajorSolution;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes the solution that was agreed with the customer into the domain; where he was reached, he knows with it how things stand (E5). */
@Component
class AgreeSolution implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    AgreeSolution(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var isInformed = forms.take(() -> complaints.agree(
                DutyWork.DUTY_ID.read(task),
                new MajorSolution(
                        TypedWords.of(task, "solution"),
                        TypedWords.of(task, "responsible"),
                        TypedWords.day(task, "finishBy")),
                TypedWords.author(task)));
        if (isInformed) {
            HandleMajorComplaint.IS_INFORMED.write(task, true);
        }
    }
}
