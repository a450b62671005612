package io.huisheng.process.identity;

import io.huisheng.casefile.TakenWork;
import io.huisheng.shared.CaseNo;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

/** Whose work somebody has in his hands: the groups of the tasks he claimed or was handed. */
@Component
class ClaimedTasks implements TakenWork {

    private final TaskService tasks;

    ClaimedTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public Set<String> rolesOf(String userId, CaseNo caseNo) {
        return tasks.createTaskQuery().taskAssignee(userId).processInstanceBusinessKey(caseNo.value()).list().stream()
                .flatMap(task -> tasks.getIdentityLinksForTask(task.getId()).stream())
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
