package io.huisheng.process.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** Lets the job executor begin when everything it may call is there, and ends it before anything of that is taken down. */
@Component
class EngineStart implements SmartLifecycle {

    private static final Duration LONGEST_JOB = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

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

    /** Stopping only ends the acquisition: the jobs that threads have in their hands come to their end first. */
    void awaitWhatRuns() {
        if (executor instanceof SpringJobExecutor threads
                && threads.getTaskExecutor() instanceof ThreadPoolTaskExecutor pool) {
            var patience = System.nanoTime() + LONGEST_JOB.toNanos();
            while ((pool.getActiveCount() > 0 || pool.getQueueSize() > 0) && System.nanoTime() < patience) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }
}
