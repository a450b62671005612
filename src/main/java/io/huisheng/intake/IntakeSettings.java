package io.huisheng.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What intake believes and how it works.
 *
 * @param clockTolerance how far a sender's clock may be ahead of ours before his times are wrong
 * @param earliest no service happened before this day; an earlier time is a mistake
 * @param largestBatch how many events a batch may hold
 * @param batchChunk how many events of a batch share one transaction
 * @param attempts how often an event is tried when the database prefers somebody else
 * @param pause how long to wait before the second attempt; longer and longer before the next ones
 */
@Validated
@ConfigurationProperties("huisheng.intake")
record IntakeSettings(
        @NotNull @DefaultValue("P1D") Duration clockTolerance,
        @NotNull @DefaultValue("2000-01-01") LocalDate earliest,
        @Min(1) @Max(10_000) @DefaultValue("1000") int largestBatch,
        @Min(1) @Max(1_000) @DefaultValue("50") int batchChunk,
        @Min(1) @Max(20) @DefaultValue("4") int attempts,
        @NotNull @DefaultValue("PT0.05S") Duration pause) {}
