package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.huisheng.shared.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one Camunda Form. The browser only advises: what a form demands is demanded here again, because the engine itself
 * takes whatever it is given.
 */
record TaskForm(Map<String, Field> fields) {

    /** A task whose form this room can't read takes nothing but its completion. */
    static final TaskForm NONE = new TaskForm(Map.of());

    /** What kind of value a field takes. */
    enum Kind {
        TEXT,
        CHOICE,
        FLAG,
        WHOLE_NUMBER,
        /** Known to form-js, but not to what staff forms here may contain. */
        UNSUPPORTED
    }

    /** What one field demands; null where it demands nothing. */
    record Field(
            String key,
            String label,
            Kind kind,
            boolean readOnly,
            boolean mayHide,
            boolean required,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Long min,
            @Nullable Long max,
            @Nullable Pattern pattern,
            Set<String> values) {}

    /** What is wrong with one field. */
    record Mistake(String messageKey, Object... arguments) {}

    /** Reads a form as form-js stores it. */
    static TaskForm of(JsonNode schema) {
        Map<String, Field> fields = new LinkedHashMap<>();
        collect(schema, false, fields);
        return new TaskForm(Map.copyOf(fields));
    }

    private static void collect(JsonNode parent, boolean hidden, Map<String, Field> fields) {
        for (JsonNode component : parent.path("components")) {
            var mayHide = hidden || component.path("conditional").has("hide");
            if (component.hasNonNull("key")) {
                var field = field(component, mayHide);
                fields.put(field.key(), field);
            }
            // a group with a path would send one JSON object, which no staff form may
            collect(component, mayHide, fields);
        }
    }

    private static Field field(JsonNode component, boolean mayHide) {
        var validate = component.path("validate");
        var key = component.path("key").asText();
        Set<String> values = new HashSet<>();
        component.path("values").forEach(value -> values.add(value.path("value").asText()));
        return new Field(
                key,
                component.path("label").asText(key),
                kindOf(component),
                component.path("disabled").asBoolean()
                        || component.path("readonly").asBoolean(),
                mayHide,
                validate.path("required").asBoolean(),
                whole(validate, "minLength"),
                whole(validate, "maxLength"),
                number(validate, "min"),
                number(validate, "max"),
                validate.hasNonNull("pattern")
                                && !validate.path("pattern").asText().isEmpty()
                        ? Pattern.compile(validate.path("pattern").asText())
                        : null,
                Set.copyOf(values));
    }

    private static Kind kindOf(JsonNode component) {
        return switch (component.path("type").asText()) {
            case "textfield", "textarea", "datetime" -> Kind.TEXT;
            case "select", "radio" -> Kind.CHOICE;
            case "checkbox" -> Kind.FLAG;
            case "number" -> Kind.WHOLE_NUMBER;
            default -> Kind.UNSUPPORTED;
        };
    }

    private static @Nullable Integer whole(JsonNode node, String name) {
        return node.hasNonNull(name) ? Integer.valueOf(node.path(name).asInt()) : null;
    }

    private static @Nullable Long number(JsonNode node, String name) {
        return node.hasNonNull(name) ? Long.valueOf(node.path(name).asLong()) : null;
    }

    boolean takes(String key) {
        var field = fields.get(key);
        return field != null && !field.readOnly();
    }

    /** The labels of the fields people fill in, as the form shows them. */
    List<String> inputs() {
        return fields.values().stream()
                .filter(field -> !field.readOnly())
                .map(Field::key)
                .toList();
    }

    /** Everything that is wrong with the values of this form; values of read-only fields count for nothing. */
    List<Mistake> mistakesIn(Map<String, ? extends @Nullable Object> values) {
        List<Mistake> mistakes = new ArrayList<>();
        values.keySet().stream()
                .filter(key -> !fields.containsKey(key))
                .sorted()
                .forEach(key -> mistakes.add(new Mistake("identity.form.unknown", shown(key))));
        fields.values().stream()
                .filter(field -> !field.readOnly())
                .forEach(field -> mistakeIn(field, values.get(field.key())).ifPresent(mistakes::add));
        return mistakes;
    }

    private static Optional<Mistake> mistakeIn(Field field, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return field.required() && !(value == null && field.mayHide())
                    ? Optional.of(new Mistake("identity.form.required", field.label()))
                    : Optional.empty();
        }
        return switch (field.kind()) {
            case TEXT -> value instanceof String text ? mistakeIn(field, text) : wrongType(field, "text");
            case CHOICE -> value instanceof String text ? mistakenChoice(field, text) : wrongType(field, "text");
            case FLAG -> value instanceof Boolean flag ? mistakenFlag(field, flag) : wrongType(field, "flag");
            case WHOLE_NUMBER ->
                value instanceof Integer || value instanceof Long
                        ? mistakenNumber(field, ((Number) value).longValue())
                        : wrongType(field, "number");
            case UNSUPPORTED -> Optional.of(new Mistake("identity.form.unsupported", field.label()));
        };
    }

    private static Optional<Mistake> mistakeIn(Field field, String text) {
        var length = text.codePointCount(0, text.length());
        if (PlainText.problemWith(text, length).isPresent()) {
            return Optional.of(new Mistake("identity.form.control", field.label()));
        }
        if (field.minLength() != null && length < field.minLength()) {
            return Optional.of(new Mistake("identity.form.minLength", field.label(), field.minLength(), length));
        }
        if (field.maxLength() != null && length > field.maxLength()) {
            return Optional.of(new Mistake("identity.form.maxLength", field.label(), field.maxLength(), length));
        }
        if (field.pattern() != null && !field.pattern().matcher(text).find()) {
            return Optional.of(new Mistake("identity.form.pattern", field.label()));
        }
        return Optional.empty();
    }

    private static Optional<Mistake> mistakenChoice(Field field, String choice) {
        return field.values().isEmpty() || field.values().contains(choice)
                ? Optional.empty()
                : Optional.of(new Mistake("identity.form.choice", field.label()));
    }

    private static Optional<Mistake> mistakenFlag(Field field, boolean flag) {
        return field.required() && !flag
                ? Optional.of(new Mistake("identity.form.required", field.label()))
                : Optional.empty();
    }

    private static Optional<Mistake> mistakenNumber(Field field, long number) {
        if (field.min() != null && number < field.min()) {
            return Optional.of(new Mistake("identity.form.min", field.label(), field.min()));
        }
        if (field.max() != null && number > field.max()) {
            return Optional.of(new Mistake("identity.form.max", field.label(), field.max()));
        }
        return Optional.empty();
    }

    private static Optional<Mistake> wrongType(Field field, String expected) {
        return Optional.of(new Mistake("identity.form.type." + expected, field.label()));
    }

    /** A name somebody made up goes into the answer only as far as it is a name. */
    private static String shown(String key) {
        return key.matches("[\\w.-]{1,40}") ? key : "?";
    }
}
