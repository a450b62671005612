package io.huisheng.process.identity;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.shared.CaseNo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Stands at the end of every task, whichever way it is completed: only the person who claimed it completes it, and only with what its
 * form allows. Work of the engine itself, without a user, passes.
 */
@Component
class TaskGuard implements TaskListener {

    private final TaskForms forms;
    private final CaseFiles files;
    private final TypedForms typed;
    private final MessageSource messages;

    TaskGuard(TaskForms forms, CaseFiles files, TypedForms typed, MessageSource messages) {
        this.forms = forms;
        this.files = files;
        this.typed = typed;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        var engine = task.getProcessEngineServices();
        var who = engine.getIdentityService().getCurrentAuthentication();
        if (who == null || who.getUserId() == null) {
            return;
        }
        var locale = LocaleContextHolder.getLocaleContext() == null ? Locale.CHINA : LocaleContextHolder.getLocale();
        if (!who.getUserId().equals(task.getAssignee())) {
            throw new AuthorizationException(messages.getMessage("identity.task.notAssignee", null, locale));
        }
        var form = forms.of(engine.getFormService(), task.getId());
        var mistakes = form.mistakesIn(filledIn(task, form));
        if (!mistakes.isEmpty()) {
            throw new BadUserRequestException(forms.describe(mistakes, locale));
        }
        refuseWordsAboutAnErasedCustomer(task);
    }

    /** Holds the case until the task is completed: whatever is typed is written before the customer is erased, or never (G3). */
    private void refuseWordsAboutAnErasedCustomer(DelegateTask task) {
        var caseNo = task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey();
        if (caseNo == null) {
            return;
        }
        typed.take(() -> files.holdUnlessErased(new CaseNo(caseNo)));
    }

    /** What was typed is transient by now; what the process knew before is none of the form's business. */
    private static Map<String, @Nullable Object> filledIn(DelegateTask task, TaskForm form) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        VariableMap variables = task.getVariablesTyped(false);
        for (String name : variables.keySet()) {
            var value = variables.getValueTyped(name);
            if (value.isTransient() || form.takes(name)) {
                values.put(name, value.getValue());
            }
        }
        return values;
    }
}
