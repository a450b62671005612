package io.huisheng.process.engine;

import io.huisheng.process.DueWork;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Executes the engine's jobs by hand, in the order of their due moments, for a clock that somebody moves. */
@Component
class DueWorkOfTheEngine implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueWorkOfTheEngine.class);

    private static final int AT_ONCE = 200;
    private static final int MOST_ATTEMPTS = 5;

    private final ManagementService management;
    private final SignalWorker signals;
    private final EngineStart executor;
    private final Clock clock;

    DueWorkOfTheEngine(ManagementService management, SignalWorker signals, EngineStart executor, Clock clock) {
        this.management = management;
        this.signals = signals;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public void pause() {
        executor.stop();
        executor.awaitWhatRuns();
    }

    @Override
    public void resume() {
        executor.start();
    }

    @Override
    public void alignClock() {
        EngineConfiguration.align(clock);
    }

    @Override
    public Optional<Instant> nextDue() {
        return jobs().orderByJobDuedate().asc().listPage(0, AT_ONCE).stream()
                .filter(DueWorkOfTheEngine::belongsToADiagram)
                .findFirst()
                .map(Job::getDuedate)
                .map(Date::toInstant);
    }

    @Override
    public int runDue() {
        int done = signals.tellWhatWaits();
        var failed = new HashSet<String>();
        for (var due = firstDue(failed); due.isPresent(); due = firstDue(failed)) {
            if (run(due.get())) {
                done++;
            } else {
                failed.add(due.get().getId());
            }
            done += signals.tellWhatWaits();
        }
        return done;
    }

    private Optional<Job> firstDue(HashSet<String> failed) {
        // a due moment lies in the past once the clock has passed it, not when it stands on it
        var now = new Date(ClockUtil.getCurrentTime().getTime() + 1);
        return jobs().duedateLowerThan(now).orderByJobDuedate().asc().listPage(0, AT_ONCE).stream()
                .filter(DueWorkOfTheEngine::belongsToADiagram)
                .filter(job -> !failed.contains(job.getId()))
                .findFirst();
    }

    /** The nightly clean-up of the history belongs to no case and is left to the background. */
    private static boolean belongsToADiagram(Job job) {
        return job.getProcessDefinitionId() != null;
    }

    private JobQuery jobs() {
        return management.createJobQuery().withRetriesLeft().active();
    }

    private boolean run(Job job) {
        try {
            executeOnceFree(job);
            return true;
        } catch (RuntimeException itsRetryIsScheduled) {
            LOG.atWarn()
                    .setCause(itsRetryIsScheduled)
                    .addKeyValue("job", job.getId())
                    .log("A job failed while the clock was moved");
            return false;
        }
    }

    /** Another node may work on the same case at the same moment; such a conflict passes, and is no failure of the job. */
    private void executeOnceFree(Job job) {
        for (var attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                management.executeJob(job.getId());
                return;
            } catch (OptimisticLockingException somebodyElseWasFaster) {
                if (management.createJobQuery().jobId(job.getId()).count() == 0) {
                    return;
                }
            }
        }
        management.executeJob(job.getId());
    }
}
