package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.engine.DecisionListener;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the facts to {@code bpmn/responsible-department.dmn} and takes its verdict back: whose work the recovery is, and why (E9). */
@Component
class FindDepartment extends DecisionListener {

    private final Recoveries recoveries;

    FindDepartment(Recoveries recoveries) {
        this.recoveries = recoveries;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var facts = recoveries.factsOf(DutyWork.caseOf(execution), DutyWork.ROUND.read(execution));
        var row = new HashMap<String, @Nullable Object>();
        // text, because a list would be stored as an object of Java
        row.put("tags", String.join("、", facts.tags()));
        row.put("problemClass", facts.problemClass());
        row.put("scenario", facts.scenario());
        row.put("productType", facts.productType());
        row.put("serviceTypes", String.join("、", facts.serviceTypes()));
        return row;
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var verdict = result.getSingleResult();
        var department = verdict.<String>getEntry("department");
        recoveries.assign(
                DutyWork.DUTY_ID.read(execution), department, verdict.getEntry("rule"), verdict.getEntry("reason"));
        RecoverService.DEPARTMENT.write(execution, department);
    }
}
