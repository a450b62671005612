package io.huisheng.process.phoneinterview;

import io.huisheng.process.engine.ProcessVariable;

/** The variables of {@code bpmn/phone-interview.bpmn}; what is said on the phone is not among them. */
final class PhoneInterview {

    static final String FORM = "phone-interview";
    static final String ENTRY = "interview-record";

    static final ProcessVariable<String> CALL_OUTCOME = ProcessVariable.word("callOutcome");
    static final ProcessVariable<Boolean> CALL_BACK_PROMISED = ProcessVariable.flag("callBackPromised");

    private PhoneInterview() {}
}
