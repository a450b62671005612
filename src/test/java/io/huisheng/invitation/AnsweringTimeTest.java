package io.huisheng.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

@DisplayName("The time that a questionnaire takes")
class AnsweringTimeTest {

    @ParameterizedTest
    @CsvSource({
        "1, 约需 1 分钟。, It takes about 1 minute.",
        "2, 约需 1 分钟。, It takes about 1 minute.",
        "5, 约需 2–3 分钟。, It takes about 2–3 minutes.",
        "9, 约需 3–5 分钟。, It takes about 3–5 minutes.",
    })
    void followsFromTheNumberOfQuestions(int questions, String chinese, String english) {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setBasename("classpath:messages/invitation");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var time = AnsweringTime.of(questions);
        var minutes = new Object[] {time.atLeast(), time.atMost()};

        assertThat(messages.getMessage("invitation.length", minutes, Locale.CHINESE))
                .isEqualTo(chinese);
        assertThat(messages.getMessage("invitation.length", minutes, Locale.ENGLISH))
                .isEqualTo(english);
    }
}
