package io.huisheng.process.duty;

import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Hands what was typed into a form to the domain; what the domain refuses is told to the person in words. */
@Component
public class TypedForms {

    private final MessageSource messages;

    TypedForms(MessageSource messages) {
        this.messages = messages;
    }

    /** Answers what the domain answers; a refusal of the domain keeps the task open and says what is wrong. */
    public <T> T take(Supplier<T> domain) {
        try {
            return domain.get();
        } catch (InvalidInput refused) {
            throw new BadUserRequestException(describe(refused));
        } catch (Conflict refused) {
            throw new BadUserRequestException(say(refused.messageKey(), refused.arguments()));
        }
    }

    /** The same where the domain answers nothing. */
    public void take(Runnable domain) {
        take(() -> {
            domain.run();
            return true;
        });
    }

    private String describe(InvalidInput refused) {
        return refused.violations().stream()
                .map(violation -> say(violation.messageKey(), violation.arguments()))
                .collect(Collectors.joining(" "));
    }

    private String say(String messageKey, Object... arguments) {
        var locale = LocaleContextHolder.getLocaleContext() == null ? Locale.CHINA : LocaleContextHolder.getLocale();
        return messages.getMessage(messageKey, arguments, locale);
    }
}
