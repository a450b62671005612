package io.huisheng.process.phoneinterview;

import io.huisheng.closure.InterviewCall;
import io.huisheng.closure.Interviews;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A call to the customer is written down, whatever came of it (A5–A7, A10, B3). */
@Component
class InterviewCustomer implements TaskListener {

    private final Interviews interviews;
    private final Deadline deadline;

    private final TypedForms forms;

    InterviewCustomer(Interviews interviews, Deadline deadline, TypedForms forms) {
        this.interviews = interviews;
        this.deadline = deadline;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var call = forms.take(() -> written(task));
        PhoneInterview.CALL_OUTCOME.write(task, call.outcome().name());
        PhoneInterview.CALL_BACK_PROMISED.write(task, call.promisesCallBack());
        var callAgainAt = call.callAgainAt();
        if (callAgainAt != null) {
            DutyWork.CALL_AGAIN_AT.write(task, callAgainAt);
        }
    }

    private InterviewCall written(DelegateTask task) {
        var call = PhoneForm.read(field -> TypedWords.of(task, field));
        var endedAt = call.callEndedAt();
        interviews.record(
                DutyWork.DUTY_ID.read(task),
                call,
                endedAt == null ? null : deadline.dueAt(PhoneInterview.ENTRY, endedAt),
                TypedWords.author(task));
        return call;
    }
}
