package io.huisheng.process.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;

/** A process variable with its name, its type and the form in which it is stored; declared once, by the facade of its diagram. */
public final class ProcessVariable<T> {

    private final String name;
    private final Function<T, Object> stored;
    private final Function<Object, T> restored;

    private ProcessVariable(String name, Function<T, Object> stored, Function<Object, T> restored) {
        this.name = name;
        this.stored = stored;
        this.restored = restored;
    }

    /** An answer to a question, for a gateway. */
    public static ProcessVariable<Boolean> flag(String name) {
        return new ProcessVariable<>(name, flag -> flag, Boolean.class::cast);
    }

    /** A word out of a known set. */
    public static ProcessVariable<String> word(String name) {
        return new ProcessVariable<>(name, word -> word, String.class::cast);
    }

    /** A whole number. */
    public static ProcessVariable<Integer> number(String name) {
        return new ProcessVariable<>(name, number -> number, number -> ((Number) number).intValue());
    }

    /** The id of something in our own tables. */
    public static ProcessVariable<UUID> id(String name) {
        return new ProcessVariable<>(name, UUID::toString, id -> UUID.fromString((String) id));
    }

    /** Stored as a date, so that a timer event can refer to it by name. */
    public static ProcessVariable<Instant> moment(String name) {
        return new ProcessVariable<>(name, Date::from, date -> ((Date) date).toInstant());
    }

    public String name() {
        return name;
    }

    /** The form in which a value is stored, for starting an instance with it. */
    public Object stored(T value) {
        return stored.apply(value);
    }

    public void write(VariableScope scope, T value) {
        scope.setVariable(name, stored.apply(value));
    }

    /** Writes the value so that only this activity and what is inside it see it. */
    public void writeLocal(VariableScope scope, T value) {
        scope.setVariableLocal(name, stored.apply(value));
    }

    public T read(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("Process variable is missing: " + name));
    }

    public Optional<T> find(VariableScope scope) {
        return Optional.ofNullable(scope.getVariable(name)).map(restored);
    }
}
