package io.huisheng.process.engine;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.jspecify.annotations.Nullable;

/** Hands facts to a native business rule task when it starts, and takes the verdict back when it ends. */
public abstract class DecisionListener implements ExecutionListener {

    @Override
    public final void notify(DelegateExecution execution) {
        switch (execution.getEventName()) {
            case EVENTNAME_START -> execution.setVariablesLocal(facts(execution));
            case EVENTNAME_END -> {
                if (execution.getVariable("decisionResult") instanceof DmnDecisionResult result) {
                    record(execution, result);
                } else {
                    throw new IllegalStateException("A decision without a result: leave resultVariable empty");
                }
            }
            default -> throw new IllegalStateException("Not bound to " + execution.getEventName());
        }
    }

    protected abstract Map<String, @Nullable Object> facts(DelegateExecution execution);

    protected abstract void record(DelegateExecution execution, DmnDecisionResult result);
}
