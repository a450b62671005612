package io.huisheng.survey;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text of a questionnaire in Chinese and, where its author wrote it, in English. */
record Words(String zh, @Nullable String en) {

    String in(Locale locale) {
        return en != null && Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : zh;
    }
}
