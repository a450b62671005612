package io.huisheng.process.recoverservice;

import io.huisheng.closure.AfterCall;
import io.huisheng.closure.Recoveries;
import io.huisheng.closure.Verdict;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes what the customer said on the telephone into the domain, which says how it goes on (E4, C7). */
@Component
class CallBackCustomer implements TaskListener {

    private static final String VERDICT = "verdict";

    private final Recoveries recoveries;
    private final TypedForms forms;

    CallBackCustomer(Recoveries recoveries, TypedForms forms) {
        this.recoveries = recoveries;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var duty = DutyWork.DUTY_ID.read(task);
        var next = forms.take(
                () -> Dispute.isIn(task, VERDICT) ? Dispute.recordAfterCall(task, recoveries) : verdict(task, duty));
        RecoverService.AFTER_CALL.write(task, next.name());
        if (next == AfterCall.AGAIN) {
            RecoverService.CALL_AGAIN_AT.write(task, recoveries.nextCallAt(duty));
        }
    }

    private AfterCall verdict(DelegateTask task, UUID duty) {
        var verdict = Verdict.valueOf(TypedWords.of(task, VERDICT));
        return recoveries.call(
                duty,
                verdict,
                TypedWords.of(task, verdict == Verdict.NOT_ACCEPTED ? "objection" : "recoveryComment"),
                TypedWords.number(task, "satisfaction"),
                TypedWords.author(task));
    }
}
