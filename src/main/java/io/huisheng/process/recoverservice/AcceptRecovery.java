package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The department takes the recovery over, or says that it is not its work (E3, C7). */
@Component
class AcceptRecovery implements TaskListener {

    private final Recoveries recoveries;
    private final TypedForms forms;

    AcceptRecovery(Recoveries recoveries, TypedForms forms) {
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
                recoveries.accept(DutyWork.DUTY_ID.read(task), TypedWords.author(task));
            }
        });
        RecoverService.IS_DISPUTED.write(task, isDisputed);
    }
}
