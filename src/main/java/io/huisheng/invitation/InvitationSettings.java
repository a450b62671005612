package io.huisheng.invitation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who asks, and whom a customer may ask back; said in mails and on the page.
 *
 * @param sender who asks
 * @param contact the named person for questions about the questionnaire (B13)
 * @param figuresOver the period over which the home page counts customers who were not asked
 */
@Validated
@ConfigurationProperties("huisheng.invitation")
public record InvitationSettings(
        @DefaultValue @Valid Sender sender,
        @DefaultValue @Valid ContactPerson contact,
        @DefaultValue("30d") Duration figuresOver) {

    /** The organisation that asks, in the languages of its customers. */
    public record Sender(
            @DefaultValue("回声售后服务中心") @NotBlank String zh,

            @DefaultValue("Huisheng After-Sales Service") @NotBlank
            String en) {

        /** The name in the language of the reader. */
        public String in(Locale locale) {
            return isEnglish(locale) ? en : zh;
        }
    }

    /** The person who answers questions about the questionnaire. */
    public record ContactPerson(
            @DefaultValue("王晓雯（客户服务部）") @NotBlank String zh,

            @DefaultValue("Wang Xiaowen, Customer Service") @NotBlank
            String en,

            @Nullable String phone,
            @DefaultValue("service@huisheng.example") String email) {

        /** The name in the language of the reader. */
        public String in(Locale locale) {
            return isEnglish(locale) ? en : zh;
        }
    }

    private static boolean isEnglish(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    }
}
