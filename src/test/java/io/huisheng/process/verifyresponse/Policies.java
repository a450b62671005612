package io.huisheng.process.verifyresponse;

import io.huisheng.assessment.Doubts;
import org.camunda.bpm.engine.ProcessEngine;

/** The real verification policy for tests of other diagrams, on the tables that are deployed on an engine. */
public final class Policies {

    private Policies() {}

    /** Decides by the tables of this engine. */
    public static VerificationPolicy on(ProcessEngine engine, Doubts doubts) {
        return new VerificationPolicy(engine.getDecisionService(), engine.getRepositoryService(), doubts);
    }
}
