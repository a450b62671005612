package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The department records what it did for the customer, or says that it is not its work (E4, C7). */
@Component
class WorkOnRecovery implements TaskListener {

    private final Recoveries recoveries;
    private final TypedForms forms;

    WorkOnRecovery(Recoveries recoveries, TypedForms forms) {
        this.recoveries = recoveries;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var isDisputed = Dispute.isIn(task);
        forms.take(() -> {
            if (isDisputed) {
                Dispute.record(task, recoveries);
            } else {
                recoveries.work(
                        DutyWork.DUTY_ID.read(task),
                        TypedWords.of(task, "done"),
                        TypedWords.of(task, "cause"),
                        TypedWords.number(task, "cost"),
                        TypedWords.author(task));
            }
        });
        RecoverService.IS_DISPUTED.write(task, isDisputed);
    }
}
