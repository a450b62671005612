package io.huisheng.process.phoneinterview;

import io.huisheng.process.engine.ProcessVariable;

/** The variables of {@code bpmn/phone-interview.bpmn}; what is said on the phone is not among them. */
final class PhoneInterview {

    static final String FORM = "phone-interview";
    static final String ENTRY = "interview-record";
    static final String PROMISE = "promised-call-back";

    static final ProcessVariable<String> CALL_OUTCOME = ProcessVariable.word("callOutcome");
    static final ProcessVariable<Boolean> CALL_BACK_PROMISED = ProcessVariable.flag("callBackPromised");

    /** Whether what was promised is still to be kept. */
    static final ProcessVariable<Boolean> IS_PROMISE_OPEN = ProcessVariable.flag("isPromiseOpen");

    private PhoneInterview() {}
}
