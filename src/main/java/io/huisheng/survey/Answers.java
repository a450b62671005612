package io.huisheng.survey;

import io.huisheng.shared.PlainText;
import io.huisheng.survey.Questionnaire.Kind;
import io.huisheng.survey.Questionnaire.Question;
import io.huisheng.survey.Questionnaire.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** What a customer sent, sorted by kind; exactly as he typed it. */
record Answers(
        Map<String, Integer> scores,
        Map<String, String> scales,
        Map<String, List<String>> choices,
        Map<String, String> texts,
        boolean anonymous,
        boolean wantsContact,
        String contact) {

    /** A mistake beside the question where it was made: a message key and its argument. */
    record Mistake(String messageKey, Object... arguments) {}

    /** What was sent and what is wrong with it, by question key. */
    record Reading(Answers answers, Map<String, Mistake> mistakes) {}

    static Reading read(Questionnaire questionnaire, MultiValueMap<String, String> sent) {
        Map<String, Integer> scores = new LinkedHashMap<>();
        Map<String, String> scales = new LinkedHashMap<>();
        Map<String, List<String>> choices = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        var contact = "";

        for (var question : questionnaire.questions()) {
            var values = Optional.ofNullable(sent.get(question.key())).orElse(List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .toList();
            if (values.isEmpty()) {
                if (question.required()) {
                    mistakes.put(question.key(), new Mistake(missing(question)));
                }
                continue;
            }
            var mistake = mistakeIn(question, values);
            if (mistake.isPresent()) {
                mistakes.put(question.key(), mistake.get());
                continue;
            }
            var value = values.get(0);
            if (question.role() == Role.CONTACT) {
                contact = value;
                continue;
            }
            switch (question.kind()) {
                case RATING -> {
                    scores.put(question.key(), Integer.valueOf(value));
                    scales.put(question.key(), String.valueOf(question.scale()));
                }
                case CHOICE, SELECTION, CHOICES -> choices.put(question.key(), values);
                case FLAG -> {
                    if (question.role() == Role.DETAIL) {
                        choices.put(question.key(), List.of("true"));
                    }
                }
                case SHORT_TEXT, LONG_TEXT, NUMBER -> texts.put(question.key(), value);
            }
        }

        var anonymous = ticked(questionnaire, Role.ANONYMOUS, sent);
        var wantsContact = ticked(questionnaire, Role.CONTACT_ME, sent);
        if (anonymous && (wantsContact || !contact.isEmpty())) {
            questionnaire
                    .question(Role.ANONYMOUS)
                    .ifPresent(question -> mistakes.put(question.key(), new Mistake("survey.mistake.anonymous")));
        }
        return new Reading(new Answers(scores, scales, choices, texts, anonymous, wantsContact, contact), mistakes);
    }

    private static String missing(Question question) {
        return switch (question.kind()) {
            case SHORT_TEXT, LONG_TEXT, NUMBER -> "survey.mistake.empty";
            default -> "survey.mistake.unanswered";
        };
    }

    private static Optional<Mistake> mistakeIn(Question question, List<String> values) {
        return switch (question.kind()) {
            case RATING, CHOICE, SELECTION ->
                values.size() == 1 && question.offers(values.get(0))
                        ? Optional.empty()
                        : Optional.of(new Mistake("survey.mistake.not-offered"));
            case CHOICES ->
                values.stream().distinct().count() == values.size()
                                && values.stream().allMatch(question::offers)
                        ? Optional.empty()
                        : Optional.of(new Mistake("survey.mistake.not-offered"));
            case FLAG ->
                "true".equals(values.get(0)) || "false".equals(values.get(0))
                        ? Optional.empty()
                        : Optional.of(new Mistake("survey.mistake.not-offered"));
            case NUMBER ->
                values.get(0).matches("-?\\d{1,9}([.]\\d{1,4})?")
                        ? Optional.empty()
                        : Optional.of(new Mistake("survey.mistake.number"));
            case SHORT_TEXT, LONG_TEXT ->
                // A browser sends a line break as two characters, but its reader counts one.
                PlainText.problemWith(values.get(0).replace("\r\n", "\n"), question.longest())
                        .map(problem -> new Mistake(problem, question.longest()));
        };
    }

    private static boolean ticked(Questionnaire questionnaire, Role role, MultiValueMap<String, String> sent) {
        return questionnaire
                .question(role)
                .filter(question -> question.kind() == Kind.FLAG)
                .map(question -> "true".equals(sent.getFirst(question.key())))
                .orElse(false);
    }
}
