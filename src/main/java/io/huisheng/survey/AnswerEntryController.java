package io.huisheng.survey;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.StaffMember;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyState;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where staff type in what a customer wrote on a card or on a tablet (B2). */
@Controller
class AnswerEntryController {

    private static final String CUSTOMER_NO = "customerNo";
    private static final String PRODUCT_MODEL = "productModel";
    private static final String SERVICE_DATE = "serviceDate";

    private final CaseFiles files;
    private final Invitations invitations;
    private final Questionnaires questionnaires;
    private final Responses responses;
    private final SurveySettings settings;
    private final MessageSource messages;

    AnswerEntryController(
            CaseFiles files,
            Invitations invitations,
            Questionnaires questionnaires,
            Responses responses,
            SurveySettings settings,
            MessageSource messages) {
        this.files = files;
        this.invitations = invitations;
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.settings = settings;
        this.messages = messages;
    }

    @GetMapping("/cases/{caseNo}/answer")
    String show(@PathVariable String caseNo, Locale locale, Model model, HttpServletResponse response) {
        author();
        var file = fileOf(caseNo);
        return page(file, new LinkedMultiValueMap<>(), Map.of(), locale, model, response, HttpStatus.OK);
    }

    @PostMapping("/cases/{caseNo}/answer")
    String enter(
            @PathVariable String caseNo,
            @RequestParam MultiValueMap<String, String> sent,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        var author = author();
        var file = fileOf(caseNo);
        var asked = questionnaireOf(file);
        if (asked.isEmpty() || whyClosed(file).isPresent()) {
            return page(file, sent, Map.of(), locale, model, response, HttpStatus.CONFLICT);
        }
        var reading = Answers.read(asked.get(), sent);
        Map<String, String> mistakes = new LinkedHashMap<>(mistakesAgainst(file, sent, locale));
        reading.mistakes()
                .forEach((key, mistake) -> mistakes.put(key, say(mistake.messageKey(), locale, mistake.arguments())));
        if (!mistakes.isEmpty()) {
            return page(file, sent, mistakes, locale, model, response, HttpStatus.BAD_REQUEST);
        }
        var receipt = responses
                .enter(file.caseNo(), file.round(), entered(asked.get(), reading.answers()), author)
                .receipt();
        if (receipt == Receipt.ALREADY_RECEIVED || receipt == Receipt.NO_LONGER_ASKED) {
            return page(file, sent, Map.of(), locale, model, response, HttpStatus.CONFLICT);
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/cases/{caseNo}").build(caseNo).toASCIIString();
    }

    private static String author() {
        var member = StaffMember.current();
        var userId = member.name();
        if (userId == null || !member.entersAnswers()) {
            throw new AccessDeniedException("Only who deals with customers enters their answers");
        }
        return userId;
    }

    private CaseFile fileOf(String caseNo) {
        return files.find(new CaseNo(caseNo)).orElseThrow(() -> new NotFound(caseNo));
    }

    /** A card that lies on a desk says whose it is; what does not fit the case belongs to another one. */
    private Map<String, String> mistakesAgainst(CaseFile file, MultiValueMap<String, String> sent, Locale locale) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        compare(CUSTOMER_NO, sent, file.customerNo()).ifPresent(key -> mistakes.put(CUSTOMER_NO, say(key, locale)));
        compare(PRODUCT_MODEL, sent, file.service().productModel())
                .ifPresent(key -> mistakes.put(PRODUCT_MODEL, say(key, locale)));
        compareDate(sent, file.completedAt().atZone(BusinessTime.ZONE).toLocalDate())
                .ifPresent(key -> mistakes.put(SERVICE_DATE, say(key, locale)));
        return mistakes;
    }

    private static Optional<String> compare(String field, MultiValueMap<String, String> sent, @Nullable String known) {
        var typed = typed(field, sent);
        if (typed.isEmpty()) {
            return Optional.of("survey.entry.missing");
        }
        // A service system that reports no model leaves nothing to compare with.
        return known == null || known.isBlank() || known.strip().equalsIgnoreCase(typed)
                ? Optional.empty()
                : Optional.of("survey.entry." + field + ".other");
    }

    private static Optional<String> compareDate(MultiValueMap<String, String> sent, LocalDate known) {
        var typed = typed(SERVICE_DATE, sent);
        if (typed.isEmpty()) {
            return Optional.of("survey.entry.missing");
        }
        try {
            return LocalDate.parse(typed).equals(known)
                    ? Optional.empty()
                    : Optional.of("survey.entry.serviceDate.other");
        } catch (DateTimeParseException unreadable) {
            return Optional.of("survey.entry.serviceDate.unreadable");
        }
    }

    private static String typed(String field, MultiValueMap<String, String> sent) {
        return Objects.requireNonNullElse(sent.getFirst(field), "").strip();
    }

    private static EnteredAnswer entered(Questionnaire asked, Answers answers) {
        return new EnteredAnswer(
                "PAPER",
                asked.key(),
                asked.version(),
                answers.scores(),
                answers.scales(),
                answers.choices(),
                answers.texts(),
                answers.wantsContact(),
                answers.contact(),
                asked.count());
    }

    /** Why this round takes no answer; nothing where it does. */
    private Optional<String> whyClosed(CaseFile file) {
        if (responses.isAnswered(file.caseNo(), file.round())) {
            return Optional.of("survey.entry.answered");
        }
        return invitations
                        .of(file.caseNo(), file.round())
                        .filter(invitation -> invitation.state() != SurveyState.CANCELLED)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("survey.entry.closed");
    }

    /** The questionnaire of the round without the question of anonymity: an answer that is entered for a case belongs to it. */
    private Optional<Questionnaire> questionnaireOf(CaseFile file) {
        return questionnaires
                .inForce(invitations
                        .of(file.caseNo(), file.round())
                        .map(Invitation::questionnaire)
                        .filter(key -> !key.isBlank())
                        .orElse(settings.questionnaire()))
                .map(asked -> new Questionnaire(
                        asked.key(),
                        asked.version(),
                        asked.parts().stream()
                                .filter(part -> !(part instanceof Questionnaire.Question question
                                        && question.role() == Questionnaire.Role.ANONYMOUS))
                                .toList()));
    }

    private String page(
            CaseFile file,
            MultiValueMap<String, String> typed,
            Map<String, String> mistakes,
            Locale locale,
            Model model,
            HttpServletResponse response,
            HttpStatus status) {
        var asked = questionnaireOf(file);
        var closed =
                whyClosed(file).or(() -> asked.isEmpty() ? Optional.of("survey.entry.unavailable") : Optional.empty());
        var language = Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? Locale.ENGLISH : Locale.CHINESE;
        model.addAttribute("caseNo", file.caseNo().value());
        model.addAttribute("closed", closed.isPresent());
        model.addAttribute(
                "problem",
                closed.map(key -> say(key, locale))
                        .orElse(mistakes.isEmpty() ? "" : say("survey.problem.title", locale)));
        model.addAttribute(
                "fields",
                Stream.of(CUSTOMER_NO, PRODUCT_MODEL, SERVICE_DATE)
                        .map(name -> new Field(name, typed(name, typed), mistakes.get(name)))
                        .toList());
        model.addAttribute(
                "parts",
                asked.map(found -> PartView.of(found, language, typed, mistakes))
                        .orElse(List.of()));
        model.addAttribute("count", asked.map(Questionnaire::count).orElse(0));
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "survey/entry";
    }

    private String say(String key, Locale locale, Object... arguments) {
        return String.valueOf(messages.getMessage(key, arguments, locale));
    }

    /** One of the facts by which a card is matched with its case. */
    record Field(String name, String value, @Nullable String error) {}
}
