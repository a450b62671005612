package io.huisheng.process.duty;

import io.huisheng.closure.CallAttempts;
import io.huisheng.process.engine.DecisionListener;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the facts to {@code bpmn/interview-attempts.dmn}, whether to try again, and plans the next attempt (B3, C3). */
@Component
class PlanNextAttempt extends DecisionListener {

    private final CallAttempts attempts;

    PlanNextAttempt(CallAttempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var soFar = attempts.of(
                DutyWork.DUTY_ID.read(execution),
                DutyWork.RESPONSE_ID.find(execution).orElse(null));
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("partsTried", soFar.partsTried());
        facts.put("partsLeft", soFar.partsLeft());
        return facts;
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        boolean last = result.getSingleResult().<Boolean>getEntry("isLastAttempt");
        DutyWork.IS_LAST_ATTEMPT.write(execution, last);
        if (!last) {
            DutyWork.CALL_AGAIN_AT.write(
                    execution,
                    attempts.nextAt(
                            DutyWork.DUTY_ID.read(execution),
                            DutyWork.RESPONSE_ID.find(execution).orElse(null)));
        }
    }
}
