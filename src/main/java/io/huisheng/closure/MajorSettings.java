package io.huisheng.closure;

import io.huisheng.shared.BusinessTime;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the house may ask management to close a major complaint whose customer cannot be reached (E5).
 *
 * @param attempts how many attempts in a row must have failed
 * @param partsOfDay in how many different parts of the day they must have been made
 * @param partsBegin when each part of the day but the first begins, in order
 */
@Validated
@ConfigurationProperties("huisheng.closure.failed-contact")
record MajorSettings(
        @Min(1) @Max(20) @DefaultValue("3") int attempts,
        @Min(1) @Max(20) @DefaultValue("3") int partsOfDay,
        @NotEmpty @DefaultValue({"12:00", "18:00"}) List<@NotNull LocalTime> partsBegin) {

    /** A rule that nobody can ever fulfil would keep complaints open for good. */
    @AssertTrue(message = "partsOfDay must not be more than attempts, nor more than there are parts of the day")
    boolean isFulfillable() {
        return partsOfDay <= attempts && partsOfDay <= partsBegin.size() + 1;
    }

    /** Whether failed attempts at these moments are enough. */
    boolean isMetBy(List<Instant> failed) {
        return failed.size() >= attempts
                && failed.stream().map(this::partOf).distinct().count() >= partsOfDay;
    }

    private long partOf(Instant moment) {
        var time = LocalTime.ofInstant(moment, BusinessTime.ZONE);
        return partsBegin.stream().filter(begin -> !time.isBefore(begin)).count();
    }
}
