package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.process.deadline.Deadline;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the duty that a diagram fulfils, with the moment by which it is due, or joins the one of its kind that runs in this round (E8). */
@Component
class OpenDuty implements JavaDelegate {

    private final Duties duties;
    private final Deadline deadline;

    OpenDuty(Duties duties, Deadline deadline) {
        this.duties = duties;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var obligation = DutyWork.OBLIGATION.read(execution);
        var fixed = DutyWork.OBLIGATION_DUE_AT.find(execution);
        var opened = duties.openOrJoin(
                DutyWork.caseOf(execution),
                DutyWork.ROUND.read(execution),
                DutyType.valueOf(DutyWork.DUTY.read(execution)),
                fixed.orElseGet(() -> deadline.dueAt(obligation)));
        // The task finds this clock running, and keeps its moments.
        fixed.filter(dueAt -> opened.isNew())
                .ifPresent(dueAt -> duties.begin(opened.id(), "", deadline.limitsOf(obligation, dueAt)));
        var instance = execution.getProcessInstance();
        instance.setVariable(DutyWork.DUTY_ID.name(), DutyWork.DUTY_ID.stored(opened.id()));
        instance.setVariable(DutyWork.IS_JOINED.name(), DutyWork.IS_JOINED.stored(!opened.isNew()));
    }
}
