package io.huisheng.process.identity;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Absences;
import io.huisheng.directory.AbsencesChanged;
import io.huisheng.directory.Person;
import io.huisheng.shared.CaseNo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * No task waits for somebody on holiday (E8): what he claimed goes to who stands in for him, or back to his colleagues; where everybody
 * of a role is away, the stand-ins may take what the role has to do, until somebody is back (G4): what they took by then stays theirs.
 * Done again and again, so that it may be done twice.
 */
@Component
class WorkOfTheAbsent {

    private static final Logger LOG = LoggerFactory.getLogger(WorkOfTheAbsent.class);

    private final Absences absences;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final CaseFiles files;
    private final TransactionTemplate transaction;

    WorkOfTheAbsent(
            Absences absences,
            TaskService tasks,
            RuntimeService runtime,
            IdentityService identity,
            CaseFiles files,
            TransactionTemplate transaction) {
        this.absences = absences;
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
        this.files = files;
        this.transaction = transaction;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AbsencesChanged changed) {
        handOn();
    }

    @Scheduled(fixedDelayString = "${huisheng.process.hand-on-every:PT1M}")
    void handOn() {
        var away = absences.inForce();
        var roles = new HashSet<String>();
        for (var absence : away) {
            tasks.createTaskQuery().taskAssignee(absence.userId()).list().forEach(this::handOn);
            absences.people().stream()
                    .filter(person -> person.id().equals(absence.userId()))
                    .forEach(person -> roles.addAll(person.roles()));
        }
        for (var role : roles) {
            for (var standIn : absences.standInsFor(role)) {
                tasks.createTaskQuery().taskCandidateGroup(role).list().forEach(task -> offer(task, standIn.id()));
            }
        }
        withdrawWhatIsOver();
    }

    /** Diagrams name groups only, so whoever is named himself stands in, or did. */
    private void withdrawWhatIsOver() {
        var standIns = new HashMap<String, Set<String>>();
        for (var task : tasks.createTaskQuery()
                .withCandidateUsers()
                .includeAssignedTasks()
                .list()) {
            var links = tasks.getIdentityLinksForTask(task.getId());
            var entitled = links.stream()
                    .map(IdentityLink::getGroupId)
                    .filter(Objects::nonNull)
                    .flatMap(role -> standIns.computeIfAbsent(role, this::standInsFor).stream())
                    .collect(Collectors.toSet());
            links.stream()
                    .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                    .map(IdentityLink::getUserId)
                    .filter(user -> user != null && !entitled.contains(user) && !user.equals(task.getAssignee()))
                    .forEach(user -> attempt(task, () -> tasks.deleteCandidateUser(task.getId(), user)));
        }
    }

    private Set<String> standInsFor(String role) {
        return absences.standInsFor(role).stream().map(Person::id).collect(Collectors.toSet());
    }

    private void handOn(Task task) {
        var owner = task.getAssignee();
        if (owner == null) {
            return;
        }
        var standIn = absences.doesTheWorkOf(owner).orElse(null);
        attempt(task, () -> {
            tasks.setAssignee(task.getId(), standIn);
            if (standIn != null) {
                // Should he give it back, there is something to withdraw: rights that come with an assignment alone
                // would stay.
                tasks.addCandidateUser(task.getId(), standIn);
            }
            var caseNo = runtime.createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult()
                    .getBusinessKey();
            files.note(
                    new CaseNo(caseNo),
                    "TASK_HANDED_ON",
                    "“" + task.getName() + "”" + (standIn == null ? "的负责人不在岗，已退回本组" : "的负责人不在岗，已转交代理人"),
                    "system");
        });
    }

    private void offer(Task task, String standIn) {
        var offered = tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(
                        link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && standIn.equals(link.getUserId()));
        if (!offered) {
            attempt(task, () -> tasks.addCandidateUser(task.getId(), standIn));
        }
    }

    /** Somebody may complete the task, or another node hand it on, at the same moment: then there is nothing left to do. */
    private void attempt(Task task, Runnable change) {
        // Nobody is logged in here, and the change must not be checked against whoever entered the absence.
        var before = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            transaction.executeWithoutResult(status -> change.run());
        } catch (OptimisticLockingException | NullValueException done) {
            LOG.atDebug().setCause(done).addKeyValue("task", task.getId()).log("Somebody else was faster");
        } finally {
            if (before != null) {
                identity.setAuthentication(before);
            }
        }
    }
}
