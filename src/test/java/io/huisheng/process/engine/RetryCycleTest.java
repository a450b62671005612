package io.huisheng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cycle of retries")
class RetryCycleTest {

    @Test
    @DisplayName("of the settings holds for save points that name none")
    void holdsForSavePoints() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:retry-cycle;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("retry-cycle");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setFailedJobRetryTimeCycle("PT10S,PT1M,PT5M");
        var engine = configuration.buildProcessEngine();
        try {
            engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "fails.bpmn",
                            Bpmn.createExecutableProcess("fails")
                                    .startEvent()
                                    .camundaAsyncBefore()
                                    .serviceTask()
                                    .camundaExpression("${nobody.knows}")
                                    .endEvent()
                                    .done())
                    .deploy();
            engine.getRuntimeService().startProcessInstanceByKey("fails");
            var jobs = engine.getManagementService();
            var job = jobs.createJobQuery().singleResult();

            assertThatThrownBy(() -> jobs.executeJob(job.getId())).hasMessageContaining("nobody");

            assertThat(jobs.createJobQuery().singleResult().getRetries()).isEqualTo(3);
            assertThat(jobs.createJobQuery().singleResult().getDuedate()).isNotNull();
        } finally {
            engine.close();
        }
    }
}
