package io.huisheng.messaging;

import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/**
 * What a letter says where there is room for few words: {@code templates/sms} and {@code templates/wecom}, each replaceable by a
 * file of the same name beside the replaced mail templates. What is filled in is text, never template.
 */
@Component
class ShortTexts {

    private static final Map<Channel, String> FOLDERS = Map.of(Channel.SMS, "sms", Channel.WECOM, "wecom");

    private final Map<Channel, SpringTemplateEngine> engines = new EnumMap<>(Channel.class);
    private final Letters letters;
    private final Path own;

    ShortTexts(
            MessagingSettings settings,
            MessageSource messages,
            Letters letters,
            @Value("${huisheng.data-dir:./data}") Path dataDir) {
        this.letters = letters;
        var mails = settings.templateDir() == null ? dataDir.resolve("templates/mail") : settings.templateDir();
        this.own = mails.toAbsolutePath().normalize().resolveSibling("");
        FOLDERS.forEach((channel, folder) -> {
            var engine = new SpringTemplateEngine();
            engine.setTemplateEngineMessageSource(messages);
            engine.addTemplateResolver(
                    MailTemplates.of(TemplateMode.TEXT, 1, new FileTemplateResolver(), own.resolve(folder) + "/"));
            engine.addTemplateResolver(MailTemplates.of(
                    TemplateMode.TEXT, 2, new ClassLoaderTemplateResolver(), "templates/" + folder + "/"));
            engines.put(channel, engine);
        });
    }

    /** The text of a letter for this channel; refused for good where nobody has written one for this kind of letter. */
    String of(Channel channel, Claimed message, Letter letter) throws Refused {
        var locale = Letters.localeOf(letter);
        var template = letter.template() + "_" + MailTemplates.language(locale) + ".txt";
        var engine = engines.get(channel);
        if (engine == null || !exists(FOLDERS.get(channel) + "/" + template)) {
            throw Refused.forGood(channel + "_NO_TEXT");
        }
        return engine.process(template, new Context(locale, letters.modelOf(message, letter, locale, "")));
    }

    private boolean exists(String template) {
        return Files.isRegularFile(own.resolve(template))
                || getClass().getClassLoader().getResource("templates/" + template) != null;
    }

    static boolean isEnglish(Letter letter) {
        return Locale.ENGLISH.equals(Letters.localeOf(letter));
    }
}
