package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FormService;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The forms of tasks as they are deployed, and what to tell somebody who filled one in wrongly. */
@Component
class TaskForms {

    private final MessageSource messages;
    private final ObjectMapper json;

    TaskForms(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /** The form of a task in the version the task is bound to. */
    TaskForm of(FormService forms, String taskId) {
        try (var schema = forms.getDeployedTaskForm(taskId)) {
            return TaskForm.of(json.readTree(schema));
        } catch (BadUserRequestException noForm) {
            return TaskForm.NONE;
        } catch (IOException unreadable) {
            return TaskForm.NONE;
        }
    }

    String describe(List<TaskForm.Mistake> mistakes, Locale locale) {
        return mistakes.stream()
                .map(mistake -> messages.getMessage(mistake.messageKey(), mistake.arguments(), locale))
                .collect(Collectors.joining(" "));
    }
}
