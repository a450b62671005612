package io.huisheng.access;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says things to operators in both languages at once: nobody knows yet which of them reads the log. */
final class ProductionWords {

    private static final ResourceBundle CHINESE = bundle(Locale.ROOT);
    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);

    private ProductionWords() {}

    static String say(String key, Object... arguments) {
        return say(CHINESE, key, arguments) + " | " + say(ENGLISH, key, arguments);
    }

    private static String say(ResourceBundle bundle, String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(arguments);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "messages.access",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
