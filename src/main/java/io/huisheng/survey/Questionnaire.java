package io.huisheng.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.survey.DeployedForms.DeployedForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A questionnaire as its author drew it in the Modeler: a Camunda Form, read as what may be asked and answered. */
record Questionnaire(String key, int version, List<Part> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern SCALE = Pattern.compile("(\\d{1,2})-(\\d{1,2})");
    /** Names that the page itself uses beside the answers. */
    private static final Set<String> TAKEN = Set.of("nonce", "lang", "late", "a");

    /** Anything that stands on the page. */
    sealed interface Part permits Text, Line, Question {}

    /** Text between the questions; lines that begin with # are headings. */
    record Text(Words words) implements Part {}

    /** A line between the questions. */
    record Line() implements Part {}

    /** How a question is answered. */
    enum Kind {
        RATING,
        CHOICE,
        SELECTION,
        CHOICES,
        FLAG,
        SHORT_TEXT,
        LONG_TEXT,
        NUMBER
    }

    /** What a question is for; contact data and anonymity are treated in their own way. */
    enum Role {
        OVERALL,
        DIMENSION,
        OPEN,
        CHOICE,
        DETAIL,
        ANONYMOUS,
        CONTACT_ME,
        CONTACT;

        boolean counts() {
            return this == OVERALL || this == DIMENSION || this == OPEN || this == CHOICE;
        }
    }

    /** One possible answer. */
    record Option(String value, Words label) {}

    /**
     * One question.
     *
     * @param number its place among the questions that count, beginning with 1; 0 for what is only asked beside
     * @param scale the scale of a rating, for example {@code 1-5}
     */
    record Question(
            String key,
            Kind kind,
            Role role,
            int number,
            Words label,
            @Nullable Words description,
            @Nullable Words example,
            boolean required,
            int longest,
            List<Option> options,
            @Nullable String scale)
            implements Part {

        boolean offers(String value) {
            return options.stream().anyMatch(option -> option.value().equals(value));
        }
    }

    /**
     * Reads a form.
     *
     * @param longestText the longest text that any question may take
     * @throws BrokenQuestionnaire where its author left something out that the page needs
     */
    static Questionnaire parse(DeployedForm form, int longestText) {
        JsonNode components;
        try {
            components = JSON.readTree(form.json()).path("components");
        } catch (JsonProcessingException malformed) {
            throw new BrokenQuestionnaire(
                    form.key(), form.version(), "file", "is no JSON; deploy it from the Modeler again");
        }
        if (!components.isArray()) {
            throw new BrokenQuestionnaire(
                    form.key(), form.version(), "file", "has no list of components; is it a Camunda Form?");
        }
        var reader = new Reader(form, longestText);
        components.forEach(reader::read);
        if (reader.questions == 0) {
            throw new BrokenQuestionnaire(form.key(), form.version(), "file", "asks nothing; add a question");
        }
        return new Questionnaire(form.key(), form.version(), List.copyOf(reader.parts));
    }

    List<Question> questions() {
        return parts.stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .toList();
    }

    Optional<Question> question(String name) {
        return questions().stream()
                .filter(question -> question.key().equals(name))
                .findFirst();
    }

    Optional<Question> question(Role role) {
        return questions().stream().filter(question -> question.role() == role).findFirst();
    }

    int count() {
        return (int)
                questions().stream().filter(question -> question.number() > 0).count();
    }

    private static final class Reader {

        private final DeployedForm form;
        private final int longestText;
        private final List<Part> parts = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private int questions;

        Reader(DeployedForm form, int longestText) {
            this.form = form;
            this.longestText = longestText;
        }

        void read(JsonNode component) {
            var type = component.path("type").asText();
            switch (type) {
                case "text" -> parts.add(new Text(words(component, "text", "textEn")));
                case "separator" -> parts.add(new Line());
                case "radio" -> add(component, scaleOf(component) == null ? Kind.CHOICE : Kind.RATING);
                case "select" -> add(component, Kind.SELECTION);
                case "checklist" -> add(component, Kind.CHOICES);
                case "checkbox" -> add(component, Kind.FLAG);
                case "textfield" -> add(component, Kind.SHORT_TEXT);
                case "textarea" -> add(component, Kind.LONG_TEXT);
                case "number" -> add(component, Kind.NUMBER);
                default ->
                    throw broken(
                            component,
                            "the page cannot show a component of type '" + type
                                    + "'; use text, textfield, textarea, radio, checklist, checkbox, select, number or separator");
            }
        }

        private void add(JsonNode component, Kind kind) {
            var key = component.path("key").asText();
            if (!KEY.matcher(key).matches() || TAKEN.contains(key)) {
                throw broken(
                        component, "the key '" + key + "' is not usable; use letters and digits, but none of " + TAKEN);
            }
            if (!keys.add(key)) {
                throw broken(component, "the key '" + key + "' is used twice; give each question a key of its own");
            }
            var role = roleOf(component, kind);
            var options = optionsOf(component, kind);
            var scale = kind == Kind.RATING ? scaleOf(component) : null;
            parts.add(new Question(
                    key,
                    kind,
                    role,
                    role.counts() ? ++questions : 0,
                    words(component, "label", "labelEn"),
                    wordsIfAny(component.path("description").asText(), component, "descriptionEn"),
                    wordsIfAny(component.path("properties").path("example").asText(), component, "exampleEn"),
                    component.path("validate").path("required").asBoolean(),
                    Math.min(
                            longestText,
                            component.path("validate").path("maxLength").asInt(longestText)),
                    options,
                    scale));
        }

        private Role roleOf(JsonNode component, Kind kind) {
            var role = component.path("properties").path("role").asText();
            return switch (role) {
                case "overall" -> Role.OVERALL;
                case "dimension" -> Role.DIMENSION;
                case "open" -> Role.OPEN;
                case "choice" -> Role.CHOICE;
                case "detail" -> Role.DETAIL;
                case "anonymous" -> flag(component, kind, Role.ANONYMOUS);
                case "contactMe" -> flag(component, kind, Role.CONTACT_ME);
                case "contact" -> Role.CONTACT;
                case "" -> defaultRole(kind);
                default -> throw broken(component, "the property role has no meaning '" + role + "'");
            };
        }

        private Role flag(JsonNode component, Kind kind, Role role) {
            if (kind != Kind.FLAG) {
                throw broken(
                        component,
                        "the role " + component.path("properties").path("role").asText() + " needs a checkbox");
            }
            return role;
        }

        private static Role defaultRole(Kind kind) {
            return switch (kind) {
                case RATING -> Role.DIMENSION;
                case LONG_TEXT -> Role.OPEN;
                case CHOICE, SELECTION, CHOICES -> Role.CHOICE;
                case FLAG, SHORT_TEXT, NUMBER -> Role.DETAIL;
            };
        }

        private List<Option> optionsOf(JsonNode component, Kind kind) {
            if (kind != Kind.RATING && kind != Kind.CHOICE && kind != Kind.SELECTION && kind != Kind.CHOICES) {
                return List.of();
            }
            List<Option> options = new ArrayList<>();
            for (var value : component.path("values")) {
                var name = value.path("value").asText();
                var label = value.path("label").asText();
                if (name.isEmpty() || label.isBlank()) {
                    throw broken(component, "an option lacks its value or its label");
                }
                var en = component
                        .path("properties")
                        .path("option." + name + ".en")
                        .asText();
                options.add(new Option(name, new Words(label, en.isBlank() ? null : en)));
            }
            if (options.size() < 2) {
                throw broken(component, "a choice needs at least two static options");
            }
            if (kind == Kind.RATING) {
                requireScale(component, options);
            }
            return List.copyOf(options);
        }

        private void requireScale(JsonNode component, List<Option> options) {
            var scale = SCALE.matcher(String.valueOf(scaleOf(component)));
            if (!scale.matches()) {
                throw broken(component, "the property scale must look like 1-5");
            }
            int lowest = Integer.parseInt(scale.group(1));
            int highest = Integer.parseInt(scale.group(2));
            for (var option : options) {
                if (!option.value().matches("\\d{1,2}")
                        || Integer.parseInt(option.value()) < lowest
                        || Integer.parseInt(option.value()) > highest) {
                    throw broken(
                            component, "the option '" + option.value() + "' lies outside the scale " + scale.group());
                }
            }
        }

        private static @Nullable String scaleOf(JsonNode component) {
            var scale = component.path("properties").path("scale").asText();
            return scale.isBlank() ? null : scale;
        }

        private Words words(JsonNode component, String zh, String en) {
            var words = wordsIfAny(component.path(zh).asText(), component, en);
            if (words == null) {
                throw broken(component, "the " + zh + " is empty");
            }
            return words;
        }

        private static @Nullable Words wordsIfAny(String zh, JsonNode component, String en) {
            if (zh.isBlank()) {
                return null;
            }
            var english = component.path("properties").path(en).asText();
            return new Words(zh, english.isBlank() ? null : english);
        }

        private BrokenQuestionnaire broken(JsonNode component, String problem) {
            var id = component.path("id").asText("without an id");
            return new BrokenQuestionnaire(form.key(), form.version(), "component " + id, problem);
        }
    }
}
