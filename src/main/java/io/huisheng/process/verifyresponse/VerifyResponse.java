package io.huisheng.process.verifyresponse;

import io.huisheng.closure.Duties;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The verification of an answer is recorded (C3–C5). */
@Component
class VerifyResponse implements TaskListener {

    private final Duties duties;

    VerifyResponse(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void notify(DelegateTask task) {
        duties.fulfil(DutyWork.DUTY_ID.read(task), "VERIFIED", TypedWords.of(task, "result"), TypedWords.author(task));
    }
}
