package io.huisheng.assessment;

import io.huisheng.shared.Inserts;
import io.huisheng.survey.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers by hash who was first with a text, so that a repeated answer is noticed, also between two that arrive together. */
@Component
class Fingerprints {

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final AssessmentSettings settings;

    Fingerprints(JdbcClient jdbc, Inserts inserts, AssessmentSettings settings) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.settings = settings;
    }

    /** Whether somebody gave this answer before: the same customer a short while ago, or another one in the same long words. */
    boolean seenBefore(Response response, @Nullable String customerNo, Passage text) {
        var bare = text.searched().replaceAll("\\s", "");
        var length = bare.codePointCount(0, bare.length());
        var seen = false;
        if (customerNo != null && length >= settings.duplicate().sameCustomerLength()) {
            var scores = new TreeMap<>(response.scores()).toString();
            var first = claim("C:" + customerNo + ":" + hash(bare + scores), response, customerNo);
            seen = first != null && isRecent(first.receivedAt(), response.receivedAt());
            if (first != null && !seen) {
                replace("C:" + customerNo + ":" + hash(bare + scores), response);
            }
        }
        if (length >= settings.duplicate().otherCustomerLength()) {
            var first = claim("T:" + hash(bare), response, customerNo);
            seen |= first != null && (customerNo == null || !customerNo.equals(first.customerNo()));
        }
        return seen;
    }

    private boolean isRecent(Instant earlier, Instant now) {
        return earlier.plus(settings.duplicate().sameCustomerWithin()).isAfter(now);
    }

    /** Who else was first, or null where it is this answer. */
    private @Nullable First claim(String fingerprint, Response response, @Nullable String customerNo) {
        var row = new TreeMap<String, @Nullable Object>();
        row.put("fingerprint", fingerprint);
        row.put("response_id", response.responseId());
        row.put("customer_no", customerNo);
        row.put("received_at", response.receivedAt().atOffset(ZoneOffset.UTC));
        if (inserts.ifAbsent("answer_fingerprint", row)) {
            return null;
        }
        return jdbc.sql("select response_id, customer_no, received_at from answer_fingerprint where fingerprint = ?")
                .param(fingerprint)
                .query((found, number) -> new First(
                        found.getObject("response_id", UUID.class),
                        found.getString("customer_no"),
                        found.getObject("received_at", OffsetDateTime.class).toInstant()))
                .optional()
                .filter(first -> !first.responseId().equals(response.responseId()))
                .orElse(null);
    }

    private void replace(String fingerprint, Response response) {
        jdbc.sql("update answer_fingerprint set response_id = :id, received_at = :at where fingerprint = :fingerprint")
                .params(Map.of(
                        "id", response.responseId(),
                        "at", response.receivedAt().atOffset(ZoneOffset.UTC),
                        "fingerprint", fingerprint))
                .update();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private record First(UUID responseId, @Nullable String customerNo, Instant receivedAt) {}
}
