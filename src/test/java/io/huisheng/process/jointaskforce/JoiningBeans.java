package io.huisheng.process.jointaskforce;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.duty.DutyBeans;
import org.camunda.bpm.engine.delegate.TaskListener;

/** The bean of {@code join-task-force.bpmn}, for tests of the diagram that calls it. */
public final class JoiningBeans {

    private JoiningBeans() {}

    public static TaskListener joinTaskForce(MajorComplaints complaints) {
        return new JoinTaskForce(complaints, DutyBeans.forms());
    }
}
