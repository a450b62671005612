package io.huisheng.process.verifyresponse;

import io.huisheng.closure.VerificationResult;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.closure.Verifications;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import io.huisheng.process.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** An attempt to verify an answer is written down, whatever came of it (C3–C5). */
@Component
class VerifyResponse implements TaskListener {

    /** Who verifies; never the rated department. */
    static final ProcessVariable<String> VERIFIER_ROLE = ProcessVariable.word("verifierRole");

    static final ProcessVariable<Boolean> IS_NOT_REACHED = ProcessVariable.flag("isNotReached");

    private final Verifications verifications;
    private final TypedForms forms;

    VerifyResponse(Verifications verifications, TypedForms forms) {
        this.verifications = verifications;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        var result = forms.take(() -> written(task));
        IS_NOT_REACHED.write(task, result.outcome() == Outcome.NOT_REACHED);
    }

    private VerificationResult written(DelegateTask task) {
        var result = VerificationForm.read(field -> TypedWords.of(task, field));
        verifications.record(
                DutyWork.DUTY_ID.read(task), DutyWork.RESPONSE_ID.read(task), result, TypedWords.author(task));
        return result;
    }
}
