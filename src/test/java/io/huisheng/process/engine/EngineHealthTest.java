package io.huisheng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Health of the engine")
class EngineHealthTest {

    private final JdbcClient jdbc = mock(JdbcClient.class, RETURNS_DEEP_STUBS);
    private final RuntimeService runtime = mock(RuntimeService.class, RETURNS_DEEP_STUBS);
    private final EngineHealth health = new EngineHealth(
            jdbc,
            runtime,
            mock(EngineStart.class),
            new EngineSettings(List.of(), false, Duration.ofSeconds(30), Duration.ofSeconds(5)),
            new SimpleMeterRegistry());

    @Test
    void isDownWithoutTheDatabase() {
        when(jdbc.sql("select current_timestamp"))
                .thenThrow(new DataAccessResourceFailureException("Connection refused"));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("jobExecutor", "stopped");
    }

    @Test
    void isDownWithAWrongClockAndUpWithARightOne() {
        theDatabaseSays(OffsetDateTime.now().minusSeconds(10));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        theDatabaseSays(OffsetDateTime.now());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsKeys("clockSkew", "incidents", "jobExecutor");
    }

    private void theDatabaseSays(OffsetDateTime now) {
        when(jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single())
                .thenReturn(now);
    }
}
