package io.huisheng.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object and collects everything that is wrong with them; a wrong field reads as null.
 *
 * <p>Null, an absent field and an empty text all say nothing.
 */
final class Fields {

    private static final Pattern LINE_BREAKING = Pattern.compile("[\\t\\n\\r\\u0085\\u2028\\u2029]");

    private final JsonNode object;
    private final String path;
    private final List<Violation> violations;

    Fields(JsonNode object, String path, List<Violation> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /** The fields of an object within this one; where there is none, it has no fields. */
    Fields object(String name) {
        var node = object.path(name);
        if (!saysNothing(node) && !node.isObject()) {
            wrong(name, "shared.json.not-an-object");
        }
        return new Fields(node, path + "/" + name, violations);
    }

    boolean isThere() {
        return object.isObject();
    }

    void require(String name) {
        if (saysNothing(object.path(name))) {
            wrong(name, "intake.required");
        }
    }

    /** A text of one line. */
    @Nullable
    String line(String name, int longest) {
        return line(object.path(name), "/" + name, longest);
    }

    /** A text of one line that has to match. */
    @Nullable
    String line(String name, int longest, Pattern pattern, String otherwise) {
        var text = line(name, longest);
        if (text != null && !pattern.matcher(text).matches()) {
            wrong(name, otherwise);
            return null;
        }
        return text;
    }

    /** A text of any number of lines. */
    @Nullable
    String text(String name, int longest) {
        return text(object.path(name), "/" + name, longest);
    }

    @Nullable
    List<String> lines(String name, int most, int longest) {
        var list = object.path(name);
        if (saysNothing(list)) {
            return null;
        }
        if (!list.isArray()) {
            wrong(name, "shared.json.not-a-list");
            return null;
        }
        if (list.size() > most) {
            wrong(name, "intake.too-many-items", most);
            return null;
        }
        List<String> lines = new ArrayList<>();
        for (int item = 0; item < list.size(); item++) {
            var line = line(list.get(item), "/" + name + "/" + item, longest);
            if (line != null) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    @Nullable
    Boolean flag(String name) {
        var node = object.path(name);
        if (saysNothing(node)) {
            return null;
        }
        if (!node.isBoolean()) {
            wrong(name, "shared.json.not-a-boolean");
            return null;
        }
        return node.booleanValue();
    }

    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        var text = line(name, 100);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        wrong(
                name,
                "shared.json.not-one-of",
                Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
        return null;
    }

    /** A moment with its offset, within what can be believed. */
    @Nullable
    Instant moment(String name, Instant earliest, Instant latest) {
        var text = line(name, 100);
        if (text == null) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            if (moment.isBefore(earliest)) {
                wrong(name, "intake.too-early");
                return null;
            }
            if (moment.isAfter(latest)) {
                wrong(name, "intake.in-the-future");
                return null;
            }
            return moment.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException unreadable) {
            wrong(name, "shared.json.not-a-moment");
            return null;
        }
    }

    @Nullable
    LocalDate date(String name, LocalDate earliest, LocalDate latest) {
        var text = line(name, 100);
        if (text == null) {
            return null;
        }
        try {
            var date = LocalDate.parse(text);
            if (date.isBefore(earliest)) {
                wrong(name, "intake.too-early");
                return null;
            }
            if (date.isAfter(latest)) {
                wrong(name, "intake.in-the-future");
                return null;
            }
            return date;
        } catch (DateTimeException unreadable) {
            wrong(name, "shared.json.not-a-date");
            return null;
        }
    }

    void wrong(String name, String messageKey, Object... arguments) {
        violations.add(new Violation(path + "/" + name, messageKey, arguments));
    }

    private @Nullable String line(JsonNode node, String pointer, int longest) {
        var text = text(node, pointer, longest);
        if (text == null) {
            return null;
        }
        if (LINE_BREAKING.matcher(text).find()) {
            violations.add(new Violation(path + pointer, "intake.more-than-one-line"));
            return null;
        }
        return text;
    }

    private @Nullable String text(JsonNode node, String pointer, int longest) {
        if (saysNothing(node)) {
            return null;
        }
        if (!node.isTextual()) {
            violations.add(new Violation(path + pointer, "shared.json.not-a-text"));
            return null;
        }
        var text = node.textValue();
        var problem = PlainText.problemWith(text, longest);
        if (problem.isPresent()) {
            violations.add(new Violation(path + pointer, problem.get(), longest));
            return null;
        }
        // H2 measures a column in UTF-16 units, and a rare character takes two of them.
        if (text.length() > longest) {
            violations.add(new Violation(path + pointer, "shared.text.too-long", longest));
            return null;
        }
        return text;
    }

    private static boolean saysNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank());
    }
}
