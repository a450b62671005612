package io.huisheng.process.duty;

import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Hands what was typed into a form to the domain; what the domain refuses is told to the person in words. */
@Component
public class TypedForms {

    private static final String REFUSAL = TypedForms.class.getName() + ".refusal";

    private final MessageSource messages;

    TypedForms(MessageSource messages) {
        this.messages = messages;
    }

    /** Answers what the domain answers; a refusal of the domain keeps the task open and says what is wrong. */
    public <T> T take(Supplier<T> domain) {
        try {
            return domain.get();
        } catch (InvalidInput refused) {
            throw refused(describe(refused));
        } catch (Conflict refused) {
            throw refused(say(refused.messageKey(), refused.arguments()));
        }
    }

    /** The same where the domain answers nothing. */
    public void take(Runnable domain) {
        take(() -> {
            domain.run();
            return true;
        });
    }

    /** What the domain said about the form of this request; empty where it said nothing against it. */
    public static Optional<String> refusalOf(ServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(REFUSAL));
    }

    private static BadUserRequestException refused(String words) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            // The engine wraps the message of a listener in its own words and a code; the request carries it as it is.
            request.setAttribute(REFUSAL, words, RequestAttributes.SCOPE_REQUEST);
        }
        return new BadUserRequestException(words);
    }

    private String describe(InvalidInput refused) {
        return refused.violations().stream()
                .map(violation -> say(violation.messageKey(), violation.arguments()))
                .collect(Collectors.joining(" "));
    }

    private String say(String messageKey, Object... arguments) {
        return messages.getMessage(messageKey, arguments, language());
    }

    /** Chinese where nobody asks for another language; the language of the server is nobody's wish. */
    private static Locale language() {
        var asked = !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                || request.getRequest().getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
        return asked && LocaleContextHolder.getLocaleContext() != null ? LocaleContextHolder.getLocale() : Locale.CHINA;
    }
}
