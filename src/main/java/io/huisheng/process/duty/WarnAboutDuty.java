package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.process.deadline.ServiceStandards;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The limit of a duty is near: warns the people in charge (E8). */
@Component
class WarnAboutDuty implements JavaDelegate {

    private final Duties duties;
    private final ServiceStandards standards;

    WarnAboutDuty(Duties duties, ServiceStandards standards) {
        this.duties = duties;
        this.standards = standards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var standard = standards.get(DutyWork.OBLIGATION.read(execution));
        duties.warn(DutyWork.DUTY_ID.read(execution), standard.warnRole());
    }
}
