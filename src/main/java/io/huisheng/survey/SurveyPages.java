package io.huisheng.survey;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.InvitationSettings;
import io.huisheng.invitation.RewardSettings;
import io.huisheng.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes the pages that customers see, in their language and for their eyes only. */
@Component
class SurveyPages {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final ITemplateEngine engine;
    private final MessageSource messages;
    private final CaseFiles files;
    private final InvitationSettings asking;
    private final RewardSettings reward;
    private final SurveySettings settings;
    private final boolean demo;

    SurveyPages(
            ITemplateEngine engine,
            MessageSource messages,
            CaseFiles files,
            InvitationSettings asking,
            RewardSettings reward,
            SurveySettings settings,
            Environment environment) {
        this.engine = engine;
        this.messages = messages;
        this.files = files;
        this.asking = asking;
        this.reward = reward;
        this.settings = settings;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** A page with the given model. */
    ResponseEntity<String> page(HttpStatus status, String template, Locale locale, Map<String, Object> model) {
        return answer(status, locale)
                .body(engine.process("survey/" + template, new Context(locale, with(locale, model))));
    }

    /** A friendly page that says one thing: its words are {@code survey.<what>.title} and {@code survey.<what>.text}. */
    ResponseEntity<String> say(HttpStatus status, String what, Locale locale, Map<String, Object> model) {
        return page(status, "message", locale, saying(what, locale, model));
    }

    /** The page of somebody who came too often. */
    ResponseEntity<String> sayWait(long seconds, Locale locale) {
        return sayLater(HttpStatus.TOO_MANY_REQUESTS, "too-many", Duration.ofSeconds(seconds), locale, Map.of());
    }

    /** A friendly page of something that may succeed a little later. */
    ResponseEntity<String> sayLater(
            HttpStatus status, String what, Duration pause, Locale locale, Map<String, Object> model) {
        var body = engine.process("survey/message", new Context(locale, with(locale, saying(what, locale, model))));
        return answer(status, locale)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()))
                .body(body);
    }

    /** What the service of an invitation was, without anything that says who received it. */
    Map<String, Object> about(Invitation invitation, Locale locale) {
        var file = files.get(invitation.caseNo());
        return Map.of("service", service(file, locale), "servedOn", day(file.completedAt(), locale));
    }

    String service(CaseFile file, Locale locale) {
        var product = Stream.of(file.service().productType(), file.service().productModel())
                .flatMap(Stream::ofNullable)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        var scenario = messages.getMessage("survey.scenario." + file.scenario(), null, locale);
        return product.isEmpty() ? scenario : product + " " + scenario;
    }

    String day(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(Locale.ENGLISH.equals(locale) ? "d MMMM yyyy" : "yyyy年M月d日", locale)
                .withZone(BusinessTime.ZONE)
                .format(at);
    }

    private Map<String, Object> saying(String what, Locale locale, Map<String, Object> model) {
        var said = new HashMap<>(model);
        said.put("title", messages.getMessage("survey." + what + ".title", null, locale));
        said.put("text", messages.getMessage("survey." + what + ".text", null, locale));
        // An anonymous answer belongs to nobody, so there is nobody to give anything to.
        said.put("thanks", what.equals("thanks"));
        return said;
    }

    private Map<String, Object> with(Locale locale, Map<String, Object> model) {
        var all = new HashMap<>(model);
        all.put("lang", Locale.ENGLISH.equals(locale) ? "en" : "zh-CN");
        all.put("demo", demo);
        all.put("sender", asking.sender().in(locale));
        all.put("reward", reward.in(locale));
        all.put("contactName", asking.contact().in(locale));
        all.put("contactEmail", asking.contact().email());
        all.put(
                "contactPhone",
                asking.contact().phone() == null ? "" : asking.contact().phone());
        all.put("retentionMonths", settings.retentionMonths());
        all.put("noticeVersion", settings.noticeVersion());
        return all;
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, Locale locale) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, Locale.ENGLISH.equals(locale) ? "en" : "zh-CN")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
}
