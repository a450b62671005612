package io.huisheng.process.deadline;

import io.huisheng.calendar.WorkingTime;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;

/** The real deadlines for tests of diagrams: what the tables deployed on an engine come to on the real calendar. */
public final class Standards {

    private Standards() {}

    /** The bean that diagrams name, on the tables of this engine. */
    public static Deadline on(ProcessEngine engine, WorkingTime workingTime, Clock clock) {
        return new Deadline(
                new ServiceStandards(engine.getDecisionService(), engine.getRepositoryService()), workingTime, clock);
    }
}
