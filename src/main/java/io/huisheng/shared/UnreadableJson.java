package io.huisheng.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Says in the caller's terms why a body could not be read; the reader's own words name classes and stay inside. */
final class UnreadableJson {

    private UnreadableJson() {}

    static Violation explain(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JsonMappingException mismatch
                && !mismatch.getPath().isEmpty()) {
            return explain(mismatch);
        }
        if (unreadable.getCause() instanceof MismatchedInputException mismatch) {
            return typeOf("", mismatch.getTargetType());
        }
        if (unreadable.getCause() instanceof JsonProcessingException broken && broken.getLocation() != null) {
            var location = broken.getLocation();
            return new Violation("", "shared.json.malformed-at", location.getLineNr(), location.getColumnNr());
        }
        return new Violation("", "shared.json.unreadable");
    }

    private static Violation explain(JsonMappingException mismatch) {
        var pointer = mismatch.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
        if (mismatch instanceof PropertyBindingException) {
            return new Violation(pointer, "shared.json.unknown-field");
        }
        if (mismatch instanceof MismatchedInputException input) {
            return typeOf(pointer, input.getTargetType());
        }
        return new Violation(pointer, "shared.json.wrong-value");
    }

    static Violation typeOf(String pointer, @Nullable Class<?> expected) {
        if (expected == null) {
            return new Violation(pointer, "shared.json.wrong-value");
        }
        if (expected.isEnum()) {
            var allowed = Arrays.stream(expected.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
            return new Violation(pointer, "shared.json.not-one-of", allowed);
        }
        return new Violation(pointer, "shared.json." + expectationOf(expected));
    }

    private static String expectationOf(Class<?> expected) {
        if (expected == Boolean.class || expected == boolean.class) {
            return "not-a-boolean";
        }
        if (expected == LocalDate.class) {
            return "not-a-date";
        }
        if (Temporal.class.isAssignableFrom(expected)) {
            return "not-a-moment";
        }
        if (Number.class.isAssignableFrom(expected) || (expected.isPrimitive() && expected != char.class)) {
            return "not-a-number";
        }
        if (CharSequence.class.isAssignableFrom(expected)) {
            return "not-a-text";
        }
        if (expected.isArray() || Collection.class.isAssignableFrom(expected)) {
            return "not-a-list";
        }
        // What is left is a record of ours or a map, and both are written as an object; other values (a UUID, a URL)
        // are text.
        return expected.isRecord() || Map.class.isAssignableFrom(expected) ? "not-an-object" : "wrong-value";
    }
}
