package io.huisheng.messaging;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/** The templates of the mails: files of the process owner first, then those that come with Huisheng. */
@Component
class MailTemplates {

    private static final long LOOK_AGAIN_AFTER_MILLIS = 10_000;

    // Not a bean: the web's own template engine is configured only while there is no other.
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    MailTemplates(
            MessagingSettings settings, MessageSource messages, @Value("${huisheng.data-dir:./data}") Path dataDir) {
        var own = settings.templateDir() == null ? dataDir.resolve("templates/mail") : settings.templateDir();
        engine.setTemplateEngineMessageSource(messages);
        for (var mode : Set.of(TemplateMode.HTML, TemplateMode.TEXT)) {
            engine.addTemplateResolver(
                    of(mode, 1, new FileTemplateResolver(), own.toAbsolutePath().normalize() + "/"));
            engine.addTemplateResolver(of(mode, 2, new ClassLoaderTemplateResolver(), "templates/mail/"));
        }
    }

    static AbstractConfigurableTemplateResolver of(
            TemplateMode mode, int order, AbstractConfigurableTemplateResolver resolver, String place) {
        resolver.setName(resolver.getClass().getSimpleName() + mode);
        resolver.setOrder(order);
        resolver.setPrefix(place);
        resolver.setTemplateMode(mode);
        resolver.setResolvablePatterns(Set.of(mode == TemplateMode.HTML ? "*.html" : "*.txt"));
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCheckExistence(true);
        resolver.setCacheTTLMs(LOOK_AGAIN_AFTER_MILLIS);
        return resolver;
    }

    String html(String template, Locale locale, Map<String, Object> model) {
        return engine.process(template + "_" + language(locale) + ".html", new Context(locale, model));
    }

    String text(String template, Locale locale, Map<String, Object> model) {
        return engine.process(template + "_" + language(locale) + ".txt", new Context(locale, model));
    }

    /** Mails speak Chinese, and English to those who asked for it. */
    static String language(Locale locale) {
        return "en".equals(locale.getLanguage()) ? "en" : "zh";
    }
}
