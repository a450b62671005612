package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.closure.MajorComplaints.Next;
import io.huisheng.closure.MajorContact.Outcome;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes the first contact with the customer, or the attempt at it, into the domain (E5). */
@Component
class RecordFirstContact implements TaskListener {

    private final MajorComplaints complaints;
    private final TypedForms forms;

    RecordFirstContact(MajorComplaints complaints, TypedForms forms) {
        this.complaints = complaints;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var contact = forms.take(() -> TypedContact.of(task));
        var next = forms.take(
                () -> complaints.firstContact(DutyWork.DUTY_ID.read(task), contact, TypedWords.author(task)));
        HandleMajorComplaint.goOn(task, next);
        if (contact.outcome() == Outcome.REACHED) {
            HandleMajorComplaint.IS_INFORMED.write(task, true);
        }
        if (next == Next.TRY_AGAIN) {
            DutyWork.goesOn(task);
        }
    }
}
