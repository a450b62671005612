package io.huisheng.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Words problems (RFC 9457) in the language of the caller: a stable type, a title, and what to do about it. */
@Component
public class Problems {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final ObjectMapper json;

    Problems(MessageSource messages, LocaleResolver locales, ObjectMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** The problem of a status, worded by {@code shared.problem.<kind>.title} and {@code .detail}. */
    public ProblemDetail of(HttpStatusCode status, Locale locale) {
        return of(status, text("shared.problem." + kindOf(status) + ".detail", locale), locale);
    }

    /** The problem of a status with a detail that says more than the status does. */
    public ProblemDetail of(HttpStatusCode status, String detail, Locale locale) {
        var kind = kindOf(status);
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:huisheng:problem:" + kind));
        problem.setTitle(text("shared.problem." + kind + ".title", locale));
        return problem;
    }

    /** The problem of an input, with every place that is wrong and how to mend it. */
    public ProblemDetail of(List<Violation> violations, Locale locale) {
        var problem = of(HttpStatusCode.valueOf(400), locale);
        problem.setProperty(
                "errors",
                violations.stream()
                        .map(violation -> new Wrong(
                                inDocument(violation.pointer()),
                                text(violation.messageKey(), locale, violation.arguments())))
                        .toList());
        return problem;
    }

    /** Answers with a problem from where no controller is reached: a filter in front of them. */
    public void send(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status)
            throws IOException {
        send(request, response, of(status, locales.resolveLocale(request)));
    }

    /** Answers from in front of the controllers with a detail that says more than the status does, by its message key. */
    public void send(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            String detail,
            Object... arguments)
            throws IOException {
        var locale = locales.resolveLocale(request);
        send(request, response, of(status, text(detail, locale, arguments), locale));
    }

    private void send(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        var locale = locales.resolveLocale(request);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        problem.setInstance(URI.create(request.getRequestURI()));
        json.writeValue(response.getOutputStream(), problem);
    }

    /** A text that is missing shows its key: it must not turn a clear answer into an unexpected error. */
    String text(String key, Locale locale, Object... arguments) {
        return textOrElse(key, key, locale, arguments);
    }

    String textOrElse(String key, String otherwise, Locale locale, Object... arguments) {
        var text = messages.getMessage(key, arguments, null, locale);
        return text == null ? otherwise : text;
    }

    /** Rooms name a place by its bare JSON pointer; in an answer it is the fragment of the document that was sent. */
    private static String inDocument(String pointer) {
        return pointer.startsWith("#") ? pointer : "#" + pointer;
    }

    private static String kindOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "invalid-input";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 413 -> "payload-too-large";
            case 415 -> "unsupported-media-type";
            case 429 -> "too-many-requests";
            case 503 -> "unavailable";
            default -> status.is5xxServerError() ? "internal-error" : "request-refused";
        };
    }

    /** One wrong place, as the caller reads it. */
    record Wrong(String pointer, String detail) {}
}
