package io.huisheng.survey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/** Which of its two languages the page speaks: what the reader chose, else what the house knows of him, else his browser's. */
final class Languages {

    private static final List<Locale> SPOKEN = List.of(Locale.CHINESE, Locale.ENGLISH);

    private Languages() {}

    static Locale of(@Nullable String known, MultiValueMap<String, String> sent, HttpServletRequest request) {
        var chosen = sent.getFirst("lang");
        if ("en".equals(chosen) || "zh".equals(chosen)) {
            return "en".equals(chosen) ? Locale.ENGLISH : Locale.CHINESE;
        }
        if (known != null && !known.isBlank()) {
            return known.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.CHINESE;
        }
        var accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            var match = accepted == null || accepted.isBlank()
                    ? null
                    : Locale.lookup(Locale.LanguageRange.parse(accepted), SPOKEN);
            return match == null ? Locale.CHINESE : match;
        } catch (IllegalArgumentException malformed) {
            return Locale.CHINESE;
        }
    }
}
