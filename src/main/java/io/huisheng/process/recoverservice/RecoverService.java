package io.huisheng.process.recoverservice;

import io.huisheng.process.engine.ProcessVariable;
import java.time.Instant;

/** The variables of {@code bpmn/recover-service.bpmn}. */
final class RecoverService {

    /** The role that is responsible now; the tasks of the department are offered to it. */
    static final ProcessVariable<String> DEPARTMENT = ProcessVariable.word("department");

    static final ProcessVariable<Boolean> IS_DISPUTED = ProcessVariable.flag("isDisputed");

    /** One of {@link io.huisheng.closure.AfterCall}. */
    static final ProcessVariable<String> AFTER_CALL = ProcessVariable.word("afterCall");

    static final ProcessVariable<Instant> CALL_AGAIN_AT = ProcessVariable.moment("callAgainAt");

    private RecoverService() {}
}
