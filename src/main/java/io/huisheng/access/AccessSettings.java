package io.huisheng.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call, and how often.
 *
 * @param apiKeys the keys of other systems; only their SHA-256 is ever written down
 * @param limits how often a caller may come, by the name of the limit; a node counts for itself
 * @param largestBody what a request body may hold at most, files excepted
 * @param largestSurveyBody what a customer's page may send at most
 * @param allowHttp lets production run behind an address that is not encrypted
 */
@Validated
@ConfigurationProperties("huisheng.access")
record AccessSettings(
        @DefaultValue List<@Valid ApiKey> apiKeys,
        @DefaultValue Map<String, @Valid Limit> limits,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("64KB") DataSize largestSurveyBody,
        @DefaultValue("false") boolean allowHttp) {

    private static final Map<String, Limit> USUAL = Map.of(
            "intake", new Limit(200, 0, 2_000),
            "answers", new Limit(0, 50, 50),
            "login", new Limit(0, 20, 20));

    AccessSettings {
        var all = new HashMap<>(USUAL);
        all.putAll(limits);
        limits = Map.copyOf(all);
    }

    /**
     * One key of one calling system.
     *
     * @param sha256 as {@code printf %s "$KEY" | sha256sum} prints it
     * @param customerData whether it may hand out and erase the data of customers (G3, G4)
     */
    record ApiKey(
            @NotBlank String name,

            @NotBlank @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be a SHA-256 in hexadecimal, 64 digits long")
            String sha256,

            @DefaultValue("false") boolean revoked,
            @DefaultValue("false") boolean customerData) {}

    /** So many calls per second or per minute, and so many at once after a pause; without a burst as many as the rate. */
    record Limit(
            @PositiveOrZero @DefaultValue("0") int perSecond,
            @PositiveOrZero @DefaultValue("0") int perMinute,
            @Nullable Integer burst) {

        Limit {
            if ((perSecond > 0) == (perMinute > 0)) {
                throw new IllegalArgumentException("A limit names either per-second or per-minute");
            }
            if (burst != null && burst < 1) {
                throw new IllegalArgumentException("A burst lets at least one call through");
            }
        }

        int rate() {
            return perSecond > 0 ? perSecond : perMinute;
        }

        Duration period() {
            return perSecond > 0 ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        }

        int capacity() {
            return burst == null ? rate() : burst;
        }

        /** After this long without a call a caller has his full burst again, so nothing need be known about him. */
        Duration memory() {
            return period().multipliedBy(1 + capacity() / rate());
        }
    }
}
