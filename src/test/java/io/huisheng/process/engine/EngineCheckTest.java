package io.huisheng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import javax.script.ScriptEngineFactory;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine in production")
class EngineCheckTest {

    private final StandaloneProcessEngineConfiguration engine = new StandaloneProcessEngineConfiguration();

    @BeforeEach
    void fit() {
        engine.setDatabaseSchemaUpdate("false");
        engine.setHistoryCleanupBatchWindowStartTime("01:00");
        engine.setHistoryCleanupBatchWindowEndTime("05:00");
    }

    @Test
    @DisplayName("is fit with what this application brings along: no script engine but the engine's own")
    void isFit() {
        assertThat(new EngineCheck(engine).problems()).isEmpty();
    }

    @Test
    void leavesItsTablesToTheMigrations() {
        engine.setDatabaseSchemaUpdate("true");

        assertThat(new EngineCheck(engine).problems())
                .singleElement()
                .asString()
                .contains("camunda.bpm.database.schema-update=false");
    }

    @Test
    void forgetsOldCases() {
        engine.setHistoryCleanupBatchWindowStartTime(null);

        assertThat(new EngineCheck(engine).problems())
                .singleElement()
                .asString()
                .contains("history-cleanup-batch-window-start-time");
    }

    @Test
    void runsNoScript() {
        var groovy = mock(ScriptEngineFactory.class);
        when(groovy.getEngineName()).thenReturn("Groovy");
        when(groovy.getNames()).thenReturn(List.of("groovy"));

        assertThat(new EngineCheck(engine, List.of(groovy)).problems())
                .singleElement()
                .asString()
                .contains("Groovy");
    }
}
