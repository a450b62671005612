package io.huisheng.process.replytosuggestion;

import io.huisheng.closure.CustomerMessages;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Takes the reply that the supervisor typed into the domain, in the transaction that completes the task (E2). */
@Component
class ReplyToSuggestion implements TaskListener {

    private final CustomerMessages messages;
    private final TypedForms forms;

    ReplyToSuggestion(CustomerMessages messages, TypedForms forms) {
        this.messages = messages;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        forms.take(() -> messages.reply(
                DutyWork.DUTY_ID.read(task),
                TypedWords.of(task, "reply"),
                TypedWords.of(task, "signedBy"),
                TypedWords.author(task)));
    }
}
