package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints.Next;
import io.huisheng.process.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The variables of {@code bpmn/handle-major-complaint.bpmn}. */
final class HandleMajorComplaint {

    /** Whether the complaint joined one that is being dealt with already. */
    static final ProcessVariable<Boolean> HAS_JOINED = ProcessVariable.flag("hasJoined");

    /** Whether the customer has just heard from us in another way than by a message about the progress. */
    static final ProcessVariable<Boolean> IS_INFORMED = ProcessVariable.flag("isInformed");

    private static final ProcessVariable<String> NEXT_STEP = ProcessVariable.word("nextStep");

    private HandleMajorComplaint() {}

    static void goOn(VariableScope scope, Next next) {
        NEXT_STEP.write(scope, next.name());
    }
}
