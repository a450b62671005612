package io.huisheng.process.recoverservice;

import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the recovery, or joins the recovery or the major complaint of this round that is being dealt with (E3). */
@Component
class OpenRecovery implements JavaDelegate {

    private final Duties duties;
    private final Deadline deadline;

    OpenRecovery(Duties duties, Deadline deadline) {
        this.duties = duties;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var opened = duties.openOrJoin(
                DutyWork.caseOf(execution),
                DutyWork.ROUND.read(execution),
                DutyType.RECOVERY,
                DutyType.MAJOR_COMPLAINT,
                deadline.dueAt("recovery-handover"));
        DutyWork.DUTY_ID.write(execution, opened.id());
        DutyWork.IS_JOINED.write(execution, !opened.isNew());
    }
}
