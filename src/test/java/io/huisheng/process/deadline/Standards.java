package io.huisheng.process.deadline;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.closure.Duties;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;

/** The real deadlines for tests of diagrams: what the tables deployed on an engine come to on the real calendar. */
public final class Standards {

    private Standards() {}

    /** The bean that diagrams name, on the tables of this engine and the obligations that run in these duties. */
    public static Deadline on(ProcessEngine engine, WorkingTime workingTime, Duties duties, Clock clock) {
        return new Deadline(
                new ServiceStandards(engine.getDecisionService(), engine.getRepositoryService()),
                workingTime,
                duties,
                clock);
    }
}
