package io.huisheng.process.phoneinterview;

import io.huisheng.closure.Interviews;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The promise to call back is kept, and what was said is written down (B3). */
@Component
class KeepPromise implements TaskListener {

    private final Interviews interviews;
    private final TypedForms forms;

    KeepPromise(Interviews interviews, TypedForms forms) {
        this.interviews = interviews;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        forms.take(() -> interviews.calledBack(
                DutyWork.DUTY_ID.read(task), TypedWords.of(task, "note"), TypedWords.author(task)));
    }
}
