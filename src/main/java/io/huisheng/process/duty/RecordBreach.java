package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.process.deadline.ServiceStandards;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The limit of a duty has passed: puts the breach on record and tells the next role (E8). */
@Component
class RecordBreach implements JavaDelegate {

    private final Duties duties;
    private final ServiceStandards standards;

    RecordBreach(Duties duties, ServiceStandards standards) {
        this.duties = duties;
        this.standards = standards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var standard = standards.get(DutyWork.OBLIGATION.read(execution));
        duties.breach(DutyWork.DUTY_ID.read(execution), standard.breachRole());
    }
}
