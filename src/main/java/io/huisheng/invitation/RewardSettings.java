package io.huisheng.invitation;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an answer is thanked with, whatever it says (B10, E7); empty where there is nothing. The invitation, the page, the record
 * and the letter of thanks all promise the same.
 */
@ConfigurationProperties("huisheng.reward")
public record RewardSettings(
        @DefaultValue("10 积分") String zh,
        @DefaultValue("10 points") String en) {

    /** The reward in the language of the reader; empty where there is none. */
    public String in(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : zh;
    }
}
