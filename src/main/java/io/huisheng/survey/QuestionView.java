package io.huisheng.survey;

import io.huisheng.survey.Questionnaire.Kind;
import io.huisheng.survey.Questionnaire.Option;
import io.huisheng.survey.Questionnaire.Question;
import io.huisheng.survey.Questionnaire.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One question as the page shows it: in the reader's language, with what he has typed and what is wrong with it. */
record QuestionView(
        Question question,
        Locale locale,
        List<String> values,
        @Nullable String error) implements PartView {

    /** One possible answer as the page shows it. */
    record OptionView(String id, String value, String label, boolean chosen) {}

    @Override
    public String kind() {
        return question.kind().name();
    }

    public String key() {
        return question.key();
    }

    public String id() {
        return "q-" + question.key();
    }

    public int number() {
        return question.number();
    }

    public String label() {
        return question.label().in(locale);
    }

    public @Nullable String description() {
        return question.description() == null ? null : question.description().in(locale);
    }

    public @Nullable String example() {
        return question.example() == null ? null : question.example().in(locale);
    }

    public boolean required() {
        return question.required();
    }

    public int longest() {
        return question.longest();
    }

    /** Whether the question asks who somebody is, so that the page can put it aside for anonymous answers. */
    public boolean personal() {
        return question.role() == Role.CONTACT || question.role() == Role.CONTACT_ME;
    }

    public boolean anonymity() {
        return question.role() == Role.ANONYMOUS;
    }

    public String value() {
        return values.isEmpty() ? "" : values.get(0);
    }

    /** A browser swallows the first line break inside a text area, so it is given one of its own. */
    public String textAreaContent() {
        return "\n" + value();
    }

    public boolean ticked() {
        return values.contains("true");
    }

    public List<OptionView> options() {
        return question.options().stream().map(this::view).toList();
    }

    public String lowest() {
        return question.options().get(0).label().in(locale);
    }

    public String highest() {
        return question.options().get(question.options().size() - 1).label().in(locale);
    }

    /** The ids of everything that explains the question to those who cannot see it beside its field. */
    public @Nullable String describedBy() {
        List<String> ids = new ArrayList<>();
        if (error != null) {
            ids.add(id() + "-error");
        }
        if (question.description() != null) {
            ids.add(id() + "-help");
        }
        if (question.example() != null) {
            ids.add(id() + "-example");
        }
        if (question.kind() == Kind.LONG_TEXT || question.kind() == Kind.SHORT_TEXT) {
            ids.add(id() + "-limit");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    private OptionView view(Option option) {
        return new OptionView(
                id() + "-" + (question.options().indexOf(option) + 1),
                option.value(),
                option.label().in(locale),
                values.contains(option.value()));
    }
}
