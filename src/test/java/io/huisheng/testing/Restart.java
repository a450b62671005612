package io.huisheng.testing;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

/** The restart of a server: one engine is closed, and another is opened on the same database. */
public final class Restart {

    private Restart() {}

    /** Closes this engine; the settings of another on its database, which knows only what is stored there, and no beans yet. */
    public static ProcessEngineConfigurationImpl of(ProcessEngine engine) {
        var before = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        engine.close();
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl(before.getJdbcUrl());
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setJobExecutorActivate(false);
        configuration.setEnsureJobDueDateNotNull(before.isEnsureJobDueDateNotNull());
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setHistory(before.getHistory());
        // what is walked from now on counts for the coverage too
        configuration.setCustomPostBPMNParseListeners(before.getCustomPostBPMNParseListeners());
        configuration.setCustomEventHandlers(before.getCustomEventHandlers());
        // to read the engine's SQL again would take most of the time of a restart and prove nothing; it belongs to its
        // pool
        configuration.setDataSource(before.getDataSource());
        configuration.setSqlSessionFactory(before.getSqlSessionFactory());
        return configuration;
    }
}
