package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.closure.Step;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/**
 * A limit of an obligation is near or has passed: reminds, records, tells the level above, each once, and moves the task up in
 * everybody's list (E8).
 */
@Component
public class TakeDueSteps implements JavaDelegate {

    /** What the lists of Tasklist show beside a task: it counts by the clock of the house, whatever the browser's says. */
    public static final String STATE_IN_LISTS = "list_state";

    private final Duties duties;
    private final DutySettings settings;

    TakeDueSteps(Duties duties, DutySettings settings) {
        this.duties = duties;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        duties.takeDueSteps(
                        DutyWork.DUTY_ID.read(execution),
                        DutyWork.OBLIGATION.read(execution),
                        DutyWork.subjectOf(execution))
                .ifPresent(step -> raise(execution, settings.priorityAfter(step), inWords(step)));
    }

    private static String inWords(Step step) {
        return switch (step) {
            case WARNED -> "即将到期";
            case BREACHED -> "已超期";
            case ESCALATED -> "已超期，已上报下一级";
        };
    }

    private static void raise(DelegateExecution execution, int priority, String state) {
        var tasks = execution.getProcessEngineServices().getTaskService();
        watchedBy(execution)
                .flatMap(node -> tasks
                        .createTaskQuery()
                        .processInstanceId(execution.getProcessInstanceId())
                        .taskDefinitionKey(node)
                        .list()
                        .stream())
                .filter(task -> task.getPriority() < priority)
                .forEach(task -> {
                    tasks.setPriority(task.getId(), priority);
                    tasks.setVariableLocal(task.getId(), STATE_IN_LISTS, state);
                });
    }

    /** The activities whose boundary timers lead to this step. */
    private static Stream<String> watchedBy(DelegateExecution execution) {
        var step = (FlowNode) execution.getBpmnModelElementInstance();
        return step.getPreviousNodes().list().stream()
                .filter(BoundaryEvent.class::isInstance)
                .map(event -> ((BoundaryEvent) event).getAttachedTo().getId())
                .distinct();
    }
}
