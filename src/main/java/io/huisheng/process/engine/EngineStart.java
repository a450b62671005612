package io.huisheng.process.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the job executor begin when everything it may call is there, and ends it before anything of that is taken down. */
@Component
class EngineStart implements SmartLifecycle {

    private final JobExecutor executor;
    private final EngineSettings settings;

    EngineStart(ProcessEngine engine, EngineSettings settings) {
        this.executor =
                ((ProcessEngineImpl) engine).getProcessEngineConfiguration().getJobExecutor();
        this.settings = settings;
    }

    @Override
    public void start() {
        if (settings.background()) {
            executor.start();
        }
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }
}
