package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Absence;
import io.huisheng.directory.Absences;
import io.huisheng.directory.Members;
import io.huisheng.directory.Person;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("E8: no task waits for somebody on holiday")
class WorkOfTheAbsentTest {

    private static final CaseNo CASE = new CaseNo("WO-1");

    private final Absences absences = mock();
    private final CaseFiles files = mock();
    private ProcessEngine engine;
    private WorkOfTheAbsent work;

    @BeforeEach
    void start() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setAuthorizationEnabled(true);
        configuration.setResourceAuthorizationProvider(new OwnRights());
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "work.bpmn",
                        Bpmn.createExecutableProcess("work")
                                .startEvent()
                                .userTask()
                                .name("核实评价")
                                .camundaCandidateGroups("quality")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("work", CASE.value());
        work = workWith(absences);
    }

    private WorkOfTheAbsent workWith(Absences known) {
        return new WorkOfTheAbsent(
                known,
                engine.getTaskService(),
                engine.getRuntimeService(),
                engine.getIdentityService(),
                files,
                new TransactionTemplate(mock(PlatformTransactionManager.class)));
    }

    private List<String> seenBy(String user, String group) {
        engine.getIdentityService().setAuthentication(user, List.of(group));
        try {
            return engine.getTaskService().createTaskQuery().list().stream()
                    .map(Task::getId)
                    .toList();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("what he claimed goes to who stands in for him, with a note on the case, and stays there")
    void goesToTheStandIn() {
        engine.getTaskService().claim(task().getId(), "anna");
        isAway("anna", "chen");

        work.handOn();
        work.handOn();

        assertThat(task().getAssignee()).isEqualTo("chen");
        verify(files).note(eq(CASE), eq("TASK_HANDED_ON"), contains("代理人"), eq("system"));
    }

    @Test
    @DisplayName("without a stand-in it goes back to his colleagues")
    void goesBackToTheRole() {
        engine.getTaskService().claim(task().getId(), "anna");
        isAway("anna", null);

        work.handOn();

        assertThat(task().getAssignee()).isNull();
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskCandidateGroup("quality")
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("while everybody of a role is away, the stand-in sees what the role has to do, once")
    void isOfferedToTheStandInOfARole() {
        isAway("anna", "chen");
        when(absences.standInsFor("quality"))
                .thenReturn(List.of(new Person("chen", "Chen", Set.of("warehouse"), null)));

        work.handOn();
        work.handOn();

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskCandidateUser("chen")
                        .count())
                .isEqualTo(1);
        assertThat(engine.getTaskService().getIdentityLinksForTask(task().getId()))
                .hasSize(2);
    }

    @Test
    @DisplayName("G4: who stood in sees nothing of it any more once somebody is back, and keeps what he took")
    void endsWithTheAbsence() {
        var clock = new TestClock("2026-10-01T09:00:00+08:00");
        Members members = () -> List.of(
                new Person("anna", "Anna", Set.of("quality"), null),
                new Person("chen", "Chen", Set.of("warehouse"), null));
        try (var directory = Room.on(Database.H2, clock, Absences.class, members)) {
            engine.getRuntimeService().startProcessInstanceByKey("work", "WO-2");
            engine.getRuntimeService().startProcessInstanceByKey("work", "WO-3");
            work = workWith(directory.get(Absences.class));
            directory
                    .get(Absences.class)
                    .enter("anna", clock.instant(), clock.instant().plus(Duration.ofDays(7)), "chen", "lead");
            var tasks = engine.getTaskService();
            var ids = tasks.createTaskQuery().list().stream().map(Task::getId).toList();
            tasks.claim(ids.get(0), "anna");

            work.handOn();
            assertThat(seenBy("chen", "warehouse")).containsExactlyInAnyOrderElementsOf(ids);
            tasks.claim(ids.get(1), "chen");

            clock.advance(Duration.ofDays(7));
            work.handOn();
            assertThat(seenBy("chen", "warehouse")).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
            assertThat(seenBy("anna", "quality")).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(tasks.createTaskQuery().taskAssignee("chen").count()).isEqualTo(2);
            assertThat(tasks.createTaskQuery().taskCandidateUser("chen").list()).isEmpty();

            tasks.setAssignee(ids.get(0), null);
            tasks.setAssignee(ids.get(1), null);
            work.handOn();
            assertThat(seenBy("chen", "warehouse")).isEmpty();
        }
    }

    @Test
    @DisplayName("whose work somebody has in his hands is told by the tasks he has claimed, case by case")
    void knowsWhoseWorkItIs() {
        var claimed = new ClaimedTasks(engine.getTaskService());
        assertThat(claimed.rolesOf("chen", CASE)).isEmpty();

        engine.getTaskService().claim(task().getId(), "chen");

        assertThat(claimed.rolesOf("chen", CASE)).containsExactly("quality");
        assertThat(claimed.rolesOf("chen", new CaseNo("WO-2"))).isEmpty();
        assertThat(claimed.rolesOf("anna", CASE)).isEmpty();
    }

    @Test
    @DisplayName("who is there keeps his task")
    void staysWithWhoIsThere() {
        engine.getTaskService().claim(task().getId(), "ben");
        isAway("anna", "chen");

        work.handOn();

        assertThat(task().getAssignee()).isEqualTo("ben");
        verify(files, never()).note(any(), any(), any(), any());
    }

    private void isAway(String user, String standIn) {
        when(absences.inForce())
                .thenReturn(List.of(new Absence(UUID.randomUUID(), user, Instant.MIN, Instant.MAX, standIn, "lead")));
        when(absences.people()).thenReturn(List.of(new Person(user, user, Set.of("quality"), null)));
        when(absences.doesTheWorkOf(user)).thenReturn(Optional.ofNullable(standIn));
    }

    private Task task() {
        return engine.getTaskService().createTaskQuery().singleResult();
    }
}
