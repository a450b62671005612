package io.huisheng.survey;

import io.huisheng.survey.Questionnaire.Line;
import io.huisheng.survey.Questionnaire.Part;
import io.huisheng.survey.Questionnaire.Question;
import io.huisheng.survey.Questionnaire.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** Something that stands on the page, ready to be shown. */
interface PartView {

    /** What it is; the template chooses by this word. */
    String kind();

    /** A heading or a paragraph; never markup, since what it says is shown as plain text. */
    record Paragraph(String kind, String text) implements PartView {}

    /** Everything of a questionnaire in the language of the reader, with what he typed and what is wrong with it. */
    static List<PartView> of(
            Questionnaire questionnaire,
            Locale locale,
            MultiValueMap<String, String> typed,
            Map<String, String> mistakes) {
        List<PartView> views = new ArrayList<>();
        for (Part part : questionnaire.parts()) {
            if (part instanceof Text text) {
                text.words().in(locale).lines().filter(line -> !line.isBlank()).forEach(line -> views.add(of(line)));
            } else if (part instanceof Line) {
                views.add(new Paragraph("LINE", ""));
            } else if (part instanceof Question question) {
                var values = Optional.ofNullable(typed.get(question.key())).orElse(List.of());
                views.add(new QuestionView(question, locale, values, mistakes.get(question.key())));
            }
        }
        return views;
    }

    private static Paragraph of(String line) {
        if (line.startsWith("# ")) {
            return new Paragraph("TITLE", line.substring(2).strip());
        }
        return line.startsWith("#")
                ? new Paragraph("HEADING", line.replaceFirst("^#+", "").strip())
                : new Paragraph("TEXT", line.strip());
    }
}
