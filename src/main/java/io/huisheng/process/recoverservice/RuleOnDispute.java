package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Quality has looked on site and rules whose work it is; the work goes on there (C7). */
@Component
class RuleOnDispute implements TaskListener {

    private final Recoveries recoveries;
    private final TypedForms forms;

    RuleOnDispute(Recoveries recoveries, TypedForms forms) {
        this.recoveries = recoveries;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var department = TypedWords.of(task, "ruledDepartment");
        forms.take(() -> recoveries.rule(
                DutyWork.DUTY_ID.read(task), department, TypedWords.of(task, "findings"), TypedWords.author(task)));
        RecoverService.DEPARTMENT.write(task, department);
    }
}
