package io.huisheng.survey;

import io.huisheng.shared.Inserts;
import io.huisheng.shared.SharedSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs each rendered page with the moment of its rendering, so that an answer proves that somebody saw the page, and how long
 * he had it open. All nodes share one secret, which the first of them makes.
 */
@Component
class Nonces {

    private final SharedSecret secret;
    private final Clock clock;

    Nonces(Inserts inserts, JdbcClient jdbc, Clock clock) {
        this.secret = new SharedSecret("survey_secret", "nonce", inserts, jdbc);
        this.clock = clock;
    }

    /** Makes the secret before the first page is asked for, because a GET stores nothing. */
    @EventListener(ApplicationStartedEvent.class)
    void prepare() {
        secret.prepare();
    }

    String issue(String token) {
        var renderedAt = Long.toString(clock.millis(), Character.MAX_RADIX);
        return renderedAt + "." + sign(token, renderedAt);
    }

    /** When the page behind this nonce was rendered; nothing where the nonce is missing, made up, or of another page. */
    Optional<Instant> renderedAt(String token, @Nullable String nonce) {
        var dot = nonce == null ? -1 : nonce.indexOf('.');
        if (nonce == null || dot < 1 || nonce.length() > 100) {
            return Optional.empty();
        }
        var renderedAt = nonce.substring(0, dot);
        var genuine = MessageDigest.isEqual(
                sign(token, renderedAt).getBytes(StandardCharsets.US_ASCII),
                nonce.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return genuine
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(renderedAt, Character.MAX_RADIX)))
                : Optional.empty();
    }

    private String sign(String token, String renderedAt) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.sign(token + "|" + renderedAt));
    }
}
