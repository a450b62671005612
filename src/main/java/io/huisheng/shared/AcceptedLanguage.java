package io.huisheng.shared;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The house speaks Chinese, and English to whoever prefers it. */
class AcceptedLanguage extends AcceptHeaderLocaleResolver {

    private static final List<Locale> SPOKEN = List.of(Locale.CHINESE, Locale.ENGLISH);

    /** Reads the header itself: for {@code *}, which scripts like to send, a container answers with the server's language. */
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Locale.ENGLISH.equals(preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                ? Locale.ENGLISH
                : Locale.SIMPLIFIED_CHINESE;
    }

    private static @Nullable Locale preferred(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank()) {
            return null;
        }
        try {
            return Locale.lookup(Locale.LanguageRange.parse(accepted), SPOKEN);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
