package io.huisheng.process.duty;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** What a person typed into the form of a task; it is there while the task is completed and does not stay in the engine. */
public final class TypedWords {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

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

    /** A moment of business time that was typed as {@code 2026-05-06 14:30}. */
    public static Instant moment(DelegateTask task, String field) {
        try {
            return LocalDateTime.parse(of(task, field), MOMENT)
                    .atZone(BusinessTime.ZONE)
                    .toInstant();
        } catch (DateTimeParseException noSuchMoment) {
            throw new InvalidInput(List.of(new Violation("/" + field, "closure.major.moment")));
        }
    }

    /** A day that was typed as {@code 2026-05-20}. */
    public static LocalDate day(DelegateTask task, String field) {
        try {
            return LocalDate.parse(of(task, field));
        } catch (DateTimeParseException noSuchDay) {
            throw new InvalidInput(List.of(new Violation("/" + field, "closure.major.day")));
        }
    }
}
