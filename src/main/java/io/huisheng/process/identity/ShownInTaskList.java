package io.huisheng.process.identity;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Puts the case number where the task list can show it. Who may work on a task may not read the variables of its process, only those of
 * the task; the copy has a name of its own, because a form that submits the same name would write the copy instead of the original.
 */
@Component
class ShownInTaskList implements TaskListener {

    static final String CASE_NO = "list_caseNo";

    @Override
    public void notify(DelegateTask task) {
        var caseNo = task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey();
        if (caseNo != null) {
            task.setVariableLocal(CASE_NO, caseNo);
        }
    }
}
