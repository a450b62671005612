package io.huisheng.process.engine;

import io.huisheng.access.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Whether the engine leaves its tables to the migrations, forgets old cases in time, and can run no script. */
@Component
class EngineCheck implements SelfCheck {

    /** The engine brings these itself: expressions of diagrams and of decision tables. */
    private static final Set<String> OF_THE_ENGINE = Set.of("juel", "feel-scala", "feel-scala-unary-tests");

    private final ProcessEngineConfiguration engine;
    private final List<ScriptEngineFactory> scripts;

    @Autowired
    EngineCheck(ProcessEngineConfiguration engine) {
        this(engine, new ScriptEngineManager().getEngineFactories());
    }

    EngineCheck(ProcessEngineConfiguration engine, List<ScriptEngineFactory> scripts) {
        this.engine = engine;
        this.scripts = scripts;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE.equals(engine.getDatabaseSchemaUpdate())) {
            problems.add("流程引擎会自行改动数据库表 → camunda.bpm.database.schema-update=false"
                    + " | the engine would change its tables by itself → camunda.bpm.database.schema-update=false");
        }
        if (!(engine instanceof ProcessEngineConfigurationImpl full)
                || full.getHistoryCleanupBatchWindowStartTime() == null
                || full.getHistoryCleanupBatchWindowEndTime() == null) {
            problems.add(
                    "未设置历史数据清理时段，历史数据将永不删除"
                            + " → camunda.bpm.generic-properties.properties.history-cleanup-batch-window-start-time 与 -end-time"
                            + " | history has no clean-up window and would never be deleted"
                            + " → camunda.bpm.generic-properties.properties.history-cleanup-batch-window-start-time and -end-time");
        }
        scripts.stream()
                .filter(script -> script.getNames().stream().noneMatch(OF_THE_ENGINE::contains))
                .forEach(script -> problems.add("类路径中有脚本引擎“" + script.getEngineName() + "”，可借此执行任意代码 → 请移除该依赖"
                        + " | the class path holds the script engine \"" + script.getEngineName()
                        + "\", with which a diagram could run any code → remove it"));
        return problems;
    }
}
