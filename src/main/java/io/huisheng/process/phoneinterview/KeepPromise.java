package io.huisheng.process.phoneinterview;

import io.huisheng.closure.Duties;
import io.huisheng.closure.Interviews;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The promise to call back is kept, or nobody answered; either is written down, and only the first meets the promise (B3). */
@Component
class KeepPromise implements TaskListener {

    private final Interviews interviews;
    private final Duties duties;
    private final TypedForms forms;

    KeepPromise(Interviews interviews, Duties duties, TypedForms forms) {
        this.interviews = interviews;
        this.duties = duties;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        if (EVENTNAME_CREATE.equals(task.getEventName())) {
            sayWhenToCall(task);
        } else {
            forms.take(() -> record(task));
        }
    }

    /** The task stays in the list between two attempts, so that its limit goes on being watched to the minute. */
    private static void sayWhenToCall(DelegateTask task) {
        if (PhoneInterview.IS_PROMISE_OPEN.find(task).orElse(false)) {
            task.setFollowUpDate(Date.from(DutyWork.CALL_AGAIN_AT.read(task)));
        }
    }

    private void record(DelegateTask task) {
        var duty = DutyWork.DUTY_ID.read(task);
        var by = TypedWords.author(task);
        var note = TypedWords.of(task, "note");
        switch (TypedWords.of(task, "result")) {
            case "REACHED" -> {
                duties.meet(duty, PhoneInterview.PROMISE, "", by);
                interviews.calledBack(duty, note, by);
                PhoneInterview.IS_PROMISE_OPEN.write(task, false);
            }
            case "NOT_REACHED" -> {
                interviews.calledBackInVain(duty, note, by);
                PhoneInterview.IS_PROMISE_OPEN.write(task, true);
            }
            default -> throw new InvalidInput(List.of(new Violation("/result", "closure.promise.result-missing")));
        }
    }
}
