package io.huisheng.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

@DisplayName("Invitations and reminders")
class InvitationLettersTest {

    @ParameterizedTest
    @CsvSource({
        "invitation_zh, false, 我们为您提供了WHAT。, 您对这次服务有多满意",
        "invitation_zh, true, 您的投诉处理完毕（WHAT）。, 您对这次投诉的处理有多满意",
        "invitation_en, false, on DAY we completed WHAT., satisfied are you with this service",
        "invitation_en, true, on DAY we completed WHAT., the way we handled your complaint",
        "reminder_zh, false, DAY的WHAT，我们还没有收到, 您对这次服务有多满意",
        "reminder_zh, true, DAY的WHAT，我们还没有收到, 您对这次投诉的处理有多满意",
        "reminder_en, false, heard from you about WHAT of DAY, satisfied are you with this service",
        "reminder_en, true, heard from you about WHAT of DAY, the way we handled your complaint",
    })
    @DisplayName("speak of a complaint in words of its own, in text and in HTML, and claim no time that nobody knows")
    void speakOfAComplaintInItsOwnWords(String template, boolean complaint, String opening, String question) {
        for (var kind : new String[] {"txt", "html"}) {
            var letter = rendered(template, kind, complaint, "LENGTH")
                    .replaceAll("<[^>]+>", "")
                    .replaceAll("\\s+", " ");
            assertThat(letter).contains(opening).contains(question).contains("LENGTH");
            assertThat(rendered(template, kind, complaint, "")).doesNotContain("3–5", "LENGTH", "th:text", "[#");
        }
    }

    private static String rendered(String template, String kind, boolean complaint, String length) {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setBasenames("classpath:messages/messaging");
        var engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(messages);
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/mail/");
        resolver.setTemplateMode(kind.equals("html") ? TemplateMode.HTML : TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        var locale = template.endsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        return engine.process(
                template + "." + kind,
                new Context(
                        locale,
                        Map.ofEntries(
                                Map.entry("name", ""),
                                Map.entry("what", "WHAT"),
                                Map.entry("servedOn", "DAY"),
                                Map.entry("complaint", complaint),
                                Map.entry("length", length),
                                Map.entry("link", "https://feedback.example.com/s/x"),
                                Map.entry("reward", "REWARD"),
                                Map.entry("expiresOn", "END"),
                                Map.entry("caseNo", "WO-1"),
                                Map.entry("senderName", "SENDER"),
                                Map.entry("contactName", "CONTACT"),
                                Map.entry("contactPhone", ""),
                                Map.entry("contactEmail", ""),
                                Map.entry("subject", "SUBJECT"),
                                Map.entry("lang", "en"))));
    }
}
