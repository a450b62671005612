package io.huisheng.survey;

import io.huisheng.access.CallerLimits;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.AnsweringTime;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyState;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The only page a customer ever sees. The token in the address is the whole login; looking at it changes nothing. */
@RestController
@RequestMapping("/s/{token}")
class SurveyController {

    private static final Logger log = LoggerFactory.getLogger(SurveyController.class);
    private static final int ATTEMPTS = 5;
    /** Where Tomcat says that it dropped fields which it could not read. */
    private static final String UNREADABLE = "org.apache.catalina.parameter_parse_failed";

    private final Invitations invitations;
    private final Customers customers;
    private final Questionnaires questionnaires;
    private final Responses responses;
    private final Nonces nonces;
    private final SurveyPages pages;
    private final CallerLimits limits;
    private final SurveySettings settings;
    private final MessageSource messages;

    SurveyController(
            Invitations invitations,
            Customers customers,
            Questionnaires questionnaires,
            Responses responses,
            Nonces nonces,
            SurveyPages pages,
            CallerLimits limits,
            SurveySettings settings,
            MessageSource messages) {
        this.invitations = invitations;
        this.customers = customers;
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.nonces = nonces;
        this.pages = pages;
        this.limits = limits;
        this.settings = settings;
        this.messages = messages;
    }

    @GetMapping
    ResponseEntity<String> show(
            @PathVariable String token, @RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        var invitation = invitations.byToken(token);
        if (invitation.isEmpty()) {
            return unknown(sent, request);
        }
        var locale = localeOf(invitation.get(), sent, request);
        // Who only changes the language has been looking at the page since its first rendering (C1).
        var seen = Optional.ofNullable(sent.getFirst("seen"))
                .filter(nonce -> nonces.renderedAt(token, nonce).isPresent());
        return closed(invitation.get(), token, sent.containsKey("late"), locale, HttpStatus.OK)
                .orElseGet(() -> questionnaireOf(invitation.get())
                        .map(asked -> form(
                                HttpStatus.OK,
                                invitation.get(),
                                asked,
                                token,
                                seen.orElseGet(() -> nonces.issue(token)),
                                preselected(asked, sent),
                                Map.of(),
                                null,
                                locale))
                        .orElseGet(() -> pages.say(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", locale, Map.of())));
    }

    @PostMapping
    ResponseEntity<String> submit(
            @PathVariable String token, @RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        var wait = limits.take("answers", CallerLimits.addressOf(request));
        if (wait.isPresent()) {
            return pages.sayWait(CallerLimits.retryAfter(wait.get()), Languages.of(null, sent, request));
        }
        var found = invitations.byToken(token);
        if (found.isEmpty()) {
            return unknown(sent, request);
        }
        var invitation = found.get();
        var locale = localeOf(invitation, sent, request);
        var closed = closed(invitation, token, true, locale, HttpStatus.GONE);
        if (closed.isPresent()) {
            return closed.get();
        }
        var asked = questionnaireOf(invitation);
        if (asked.isEmpty()) {
            return pages.say(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", locale, Map.of());
        }
        var nonce = Optional.ofNullable(sent.getFirst("nonce")).orElse("");
        var renderedAt = nonces.renderedAt(token, nonce);
        if (request.getAttribute(UNREADABLE) != null) {
            return again(invitation, asked.get(), token, sent, Map.of(), "survey.mistake.unreadable", locale);
        }
        if (renderedAt.isEmpty()) {
            return again(invitation, asked.get(), token, sent, Map.of(), "survey.mistake.nonce", locale);
        }
        var reading = Answers.read(asked.get(), sent);
        if (!reading.mistakes().isEmpty()) {
            return form(
                    HttpStatus.BAD_REQUEST,
                    invitation,
                    asked.get(),
                    token,
                    nonce,
                    sent,
                    said(reading.mistakes(), locale),
                    null,
                    locale);
        }
        var receipt = take(invitation, asked.get(), reading.answers(), locale.getLanguage(), renderedAt.get());
        return switch (receipt) {
            case STORED, STORED_LATE -> thanks(invitation, reading.answers(), locale);
            case ALREADY_RECEIVED -> pages.say(HttpStatus.OK, "answered", locale, Map.of());
            case NO_LONGER_ASKED -> noLongerAsked(invitation.id(), locale, HttpStatus.GONE);
        };
    }

    /** A link with something at its end that a mail program or a hand put there. */
    @RequestMapping(
            path = "/**",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> notOurs(@RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        return unknown(sent, request);
    }

    /** A reopening and an answer may lock each other out for a moment; then one of them begins again. */
    private Receipt take(
            Invitation invitation, Questionnaire asked, Answers answers, String language, Instant renderedAt) {
        for (int attempt = 1; ; attempt++) {
            try {
                return responses.take(invitation, asked, answers, language, renderedAt);
            } catch (ConcurrencyFailureException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
                log.atInfo().addKeyValue("attempt", attempt).log("Answer begins again after a lock");
            }
        }
    }

    private ResponseEntity<String> thanks(Invitation invitation, Answers answers, Locale locale) {
        var what = answers.anonymous() ? "thanks-anonymous" : "thanks";
        return pages.say(HttpStatus.OK, what, locale, pages.about(invitation, locale));
    }

    private ResponseEntity<String> unknown(MultiValueMap<String, String> sent, HttpServletRequest request) {
        return pages.say(HttpStatus.NOT_FOUND, "unknown", Languages.of(null, sent, request), Map.of());
    }

    /** The page of an invitation that cannot be answered now; nothing where it can. */
    private Optional<ResponseEntity<String>> closed(
            Invitation invitation, String token, boolean lateWanted, Locale locale, HttpStatus gone) {
        return switch (invitation.state()) {
            case SENDING, SENT, REMINDED -> Optional.empty();
            case PLANNED -> Optional.of(pages.say(HttpStatus.OK, "not-yet", locale, Map.of()));
            case ANSWERED -> Optional.of(pages.say(HttpStatus.OK, "answered", locale, Map.of()));
            case EXPIRED -> {
                if (invitations.isAnsweredLate(invitation.id())) {
                    yield Optional.of(pages.say(HttpStatus.OK, "answered", locale, Map.of()));
                }
                yield lateWanted
                        ? Optional.empty()
                        : Optional.of(pages.say(
                                HttpStatus.OK,
                                "expired",
                                locale,
                                Map.of("lateLink", "/s/" + token + "?late=1&lang=" + locale.getLanguage())));
            }
            case CANCELLED, NOT_SENT -> Optional.of(noLongerAsked(invitation.id(), locale, gone));
        };
    }

    private ResponseEntity<String> noLongerAsked(UUID id, Locale locale, HttpStatus status) {
        var reopened = invitations
                .find(id)
                .filter(invitation -> "REOPENED".equals(invitation.notSentReason()))
                .isPresent();
        return pages.say(status, reopened ? "reopened" : "cancelled", locale, Map.of());
    }

    private ResponseEntity<String> again(
            Invitation invitation,
            Questionnaire asked,
            String token,
            MultiValueMap<String, String> sent,
            Map<String, String> mistakes,
            String problem,
            Locale locale) {
        return form(
                HttpStatus.BAD_REQUEST, invitation, asked, token, nonces.issue(token), sent, mistakes, problem, locale);
    }

    private ResponseEntity<String> form(
            HttpStatus status,
            Invitation invitation,
            Questionnaire asked,
            String token,
            String nonce,
            MultiValueMap<String, String> typed,
            Map<String, String> mistakes,
            @Nullable String problem,
            Locale locale) {
        var parts = PartView.of(asked, locale, typed, mistakes);
        Map<String, Object> model = new HashMap<>(pages.about(invitation, locale));
        model.put("action", "/s/" + token);
        model.put("nonce", nonce);
        model.put("parts", parts);
        model.put("count", asked.count());
        model.put("time", AnsweringTime.of(asked.count()));
        model.put("late", invitation.state() == SurveyState.EXPIRED);
        model.put(
                "mistakes",
                parts.stream()
                        .filter(QuestionView.class::isInstance)
                        .map(QuestionView.class::cast)
                        .filter(question -> question.error() != null)
                        .toList());
        model.put("problem", problem == null ? "" : messages.getMessage(problem, null, locale));
        model.put("otherLanguage", Locale.ENGLISH.equals(locale) ? "zh" : "en");
        if (status == HttpStatus.OK) {
            model.put("languageLink", inOtherLanguage(token, typed, nonce, invitation, locale));
        }
        model.put("optOutLink", "/s/" + token + "/opt-out?lang=" + locale.getLanguage());
        return pages.page(status, "questions", locale, model);
    }

    /** The same page in the other language: what the mail chose, the late wish and the first moment go along. */
    private static String inOtherLanguage(
            String token, MultiValueMap<String, String> chosen, String nonce, Invitation invitation, Locale locale) {
        var link = UriComponentsBuilder.fromPath("/s/{token}")
                .queryParam("lang", Locale.ENGLISH.equals(locale) ? "zh" : "en")
                .queryParam("seen", "{nonce}");
        chosen.forEach((key, values) -> link.queryParam(key, values));
        if (invitation.state() == SurveyState.EXPIRED) {
            link.queryParam("late", 1);
        }
        return link.encode().buildAndExpand(token, nonce).toUriString();
    }

    private Optional<Questionnaire> questionnaireOf(Invitation invitation) {
        return questionnaires.inForce(
                Optional.ofNullable(invitation.questionnaire()).orElse(settings.questionnaire()));
    }

    /** The one click in the mail: it chooses, and nothing more (a scanner clicks as well). */
    private static MultiValueMap<String, String> preselected(Questionnaire asked, MultiValueMap<String, String> sent) {
        var chosen = new LinkedMultiValueMap<String, String>();
        asked.question(Questionnaire.Role.OVERALL).ifPresent(question -> {
            var value = Optional.ofNullable(sent.getFirst(question.key())).orElse(sent.getFirst("a"));
            if (value != null && question.offers(value)) {
                chosen.add(question.key(), value);
            }
        });
        return chosen;
    }

    private Map<String, String> said(Map<String, Answers.Mistake> mistakes, Locale locale) {
        Map<String, String> said = new LinkedHashMap<>();
        mistakes.forEach((key, mistake) ->
                said.put(key, messages.getMessage(mistake.messageKey(), mistake.arguments(), locale)));
        return said;
    }

    private Locale localeOf(Invitation invitation, MultiValueMap<String, String> sent, HttpServletRequest request) {
        return Languages.of(customers.profileOf(invitation.customerNo()).language(), sent, request);
    }
}
