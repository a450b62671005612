package io.huisheng.process.duty;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** What a person typed into the form of a task; it is there while the task is completed and does not stay in the engine. */
public final class TypedWords {

    private TypedWords() {}

    /** The text of a field, stripped; empty where nothing was typed. */
    public static String of(DelegateTask task, String field) {
        return Objects.toString(task.getVariable(field), "").strip();
    }

    /** The whole number in a field, whether it was typed or chosen; null where there is none. */
    public static @Nullable Integer number(DelegateTask task, String field) {
        var value = task.getVariable(field);
        if (value instanceof Number number) {
            return number.intValue();
        }
        var text = of(task, field);
        return text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    /** The person who completes the task. */
    public static String author(DelegateTask task) {
        return Objects.toString(task.getAssignee(), "system");
    }
}
