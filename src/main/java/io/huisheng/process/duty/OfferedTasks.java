package io.huisheng.process.duty;

import io.huisheng.closure.AtWork;
import io.huisheng.shared.CaseNo;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Answers from the open tasks who works on a duty. */
@Component
class OfferedTasks implements AtWork {

    private final TaskService tasks;

    OfferedTasks(@Lazy TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public Set<String> rolesOf(CaseNo caseNo, UUID dutyId) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(caseNo.value())
                .processVariableValueEquals(DutyWork.DUTY_ID.name(), DutyWork.DUTY_ID.stored(dutyId))
                .list()
                .stream()
                .flatMap(task -> tasks.getIdentityLinksForTask(task.getId()).stream())
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
