package io.huisheng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.shared.CaseNo;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The position of a case in its diagrams")
class PositionInDiagramTest {

    private ProcessEngine engine;
    private PositionInDiagram position;

    @BeforeEach
    void deploy() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:position-in-diagram;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("position-in-diagram");
        configuration.setEnforceHistoryTimeToLive(false);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "join.bpmn",
                        Bpmn.createExecutableProcess("join")
                                .startEvent("Start_Join")
                                .userTask("Task_Join")
                                .endEvent("End_Join")
                                .done())
                .addModelInstance(
                        "complaint.bpmn",
                        Bpmn.createExecutableProcess("complaint")
                                .startEvent("Start_Complaint")
                                .callActivity("Call_Join")
                                .calledElement("join")
                                .camundaInBusinessKey("#{execution.processBusinessKey}")
                                .multiInstance()
                                .parallel()
                                .cardinality("3")
                                .multiInstanceDone()
                                .endEvent("End_Complaint")
                                .done())
                .deploy();
        position = new PositionInDiagram(engine.getHistoryService(), engine.getRepositoryService());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("shows what runs several times side by side once, at all its steps, and no step of the engine's own")
    void showsWhatRunsSideBySideOnce() {
        start();
        var tasks = engine.getTaskService();
        tasks.complete(tasks.createTaskQuery().list().get(0).getId());

        assertThat(position.of(new CaseNo("WO-1")))
                .extracting(place -> place.diagramKey() + " at " + place.current() + " after " + place.passed() + " "
                        + place.ended())
                .containsExactly(
                        "complaint at [Call_Join] after [Start_Complaint] false",
                        "join at [Task_Join] after [Start_Join, End_Join] false");
    }

    @Test
    @DisplayName("shows the rounds of a case apart, and what has ended as ended")
    void showsRoundsApart() {
        start();
        engine.getTaskService()
                .createTaskQuery()
                .list()
                .forEach(task -> engine.getTaskService().complete(task.getId()));
        start();

        assertThat(position.of(new CaseNo("WO-1")))
                .extracting(place -> place.diagramKey() + " " + place.ended())
                .containsExactlyInAnyOrder("complaint false", "complaint true", "join false", "join true");
    }

    private void start() {
        engine.getRuntimeService().startProcessInstanceByKey("complaint", "WO-1");
    }
}
