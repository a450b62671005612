package io.huisheng.process.duty;

import io.huisheng.process.engine.ProcessVariable;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The variables that every diagram of a duty shares. */
public final class DutyWork {

    public static final ProcessVariable<Integer> ROUND = ProcessVariable.number("round");
    public static final ProcessVariable<UUID> DUTY_ID = ProcessVariable.id("dutyId");

    /** Whether a duty that runs already takes care of it. */
    public static final ProcessVariable<Boolean> IS_JOINED = ProcessVariable.flag("isJoined");

    /** Constants of the model: which duty a diagram fulfils and which row of service-standards.dmn it is measured by. */
    static final ProcessVariable<String> DUTY = ProcessVariable.word("duty");

    /** The limit that was fixed before the duty began; absent where the obligation begins with the duty. */
    static final ProcessVariable<Instant> OBLIGATION_DUE_AT = ProcessVariable.moment("obligationDueAt");

    static final ProcessVariable<String> OBLIGATION = ProcessVariable.word("obligation");

    /** The role that an obligation binds, where several roles are bound at the same time. */
    public static final ProcessVariable<String> ROLE = ProcessVariable.word("role");

    /** What an obligation is about, where the duty has several of the kind at the same time. */
    public static final ProcessVariable<String> SUBJECT = ProcessVariable.word("subject");

    /** The answer that is verified. */
    public static final ProcessVariable<UUID> RESPONSE_ID = ProcessVariable.id("responseId");

    /** When to call again somebody who was not reached, or who asked for another moment. */
    public static final ProcessVariable<Instant> CALL_AGAIN_AT = ProcessVariable.moment("callAgainAt");

    static final ProcessVariable<Boolean> IS_LAST_ATTEMPT = ProcessVariable.flag("isLastAttempt");

    /** Whether completing a task met its obligation; a form that does not say so always does. */
    private static final ProcessVariable<Boolean> IS_MET = ProcessVariable.flag("isMet");

    private DutyWork() {}

    /** The attempt that this task was completed with failed: its obligation goes on, with the moments that it has (E8). */
    public static void goesOn(DelegateTask task) {
        IS_MET.writeLocal(task, false);
    }

    static boolean isMet(DelegateTask task) {
        return IS_MET.find(task).orElse(true);
    }

    static String subjectOf(VariableScope scope) {
        return SUBJECT.find(scope).or(() -> ROLE.find(scope)).orElse("");
    }

    /** The case that a diagram of a duty works on: its business key. */
    public static CaseNo caseOf(DelegateExecution execution) {
        return new CaseNo(execution.getProcessBusinessKey());
    }
}
