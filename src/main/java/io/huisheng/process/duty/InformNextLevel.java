package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.process.deadline.ServiceStandards;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A duty is still not fulfilled after its breach: tells the level above (E8). */
@Component
class InformNextLevel implements JavaDelegate {

    private final Duties duties;
    private final ServiceStandards standards;

    InformNextLevel(Duties duties, ServiceStandards standards) {
        this.duties = duties;
        this.standards = standards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var standard = standards.get(DutyWork.OBLIGATION.read(execution));
        duties.escalate(DutyWork.DUTY_ID.read(execution), standard.nextRole());
    }
}
