package io.huisheng.process.duty;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** What a person typed into the form of a task; it is there while the task is completed and does not stay in the engine. */
public final class TypedWords {

    private TypedWords() {}

    /** The text of a field, stripped; empty where nothing was typed. */
    public static String of(DelegateTask task, String field) {
        return Objects.toString(task.getVariable(field), "").strip();
    }

    /** The person who completes the task. */
    public static String author(DelegateTask task) {
        return Objects.toString(task.getAssignee(), "system");
    }
}
