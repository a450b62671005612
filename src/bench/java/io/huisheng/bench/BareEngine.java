package io.huisheng.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;

/** An engine with nothing around it, whose only process waits for a person behind one save point. */
final class BareEngine implements AutoCloseable {

    private static final String KEY = "trivial";

    private final HikariDataSource pool;
    private final ProcessEngine engine;
    private final AtomicInteger numbers = new AtomicInteger();

    private BareEngine(HikariDataSource pool, ProcessEngine engine) {
        this.pool = pool;
        this.engine = engine;
    }

    static BareEngine on(Site site) {
        var pool = new HikariDataSource();
        // as careful with the disk as Huisheng's own file
        pool.setJdbcUrl(
                site.kind() == Site.Kind.H2
                        ? site.url() + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
                        : site.url());
        if (site.kind() == Site.Kind.H2) {
            pool.setUsername("bare");
            pool.setPassword("bare");
        }
        pool.setMaximumPoolSize(40);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool);
        configuration.setProcessEngineName("bare-" + site.folder().getFileName());
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setHistoryTimeToLive("P400D");
        configuration.setJobExecutorActivate(true);
        var engine = configuration.buildProcessEngine();
        var model = Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLiveString("P400D")
                .startEvent()
                .camundaAsyncAfter()
                .userTask("Task_Wait")
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(KEY + ".bpmn", model)
                .deploy();
        return new BareEngine(pool, engine);
    }

    void start() {
        engine.getRuntimeService().startProcessInstanceByKey(KEY, "WO-" + numbers.incrementAndGet());
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
