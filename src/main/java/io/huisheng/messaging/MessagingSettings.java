package io.huisheng.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages leave. Pauses, leases and the limit after which a message is given up count by the clock of the database.
 *
 * @param pollEvery how often the outbox is looked through when nothing wakes the dispatcher
 * @param batchSize how many messages share one connection to the mail server
 * @param senders how many batches are sent at the same time
 * @param lease how long a message belongs to the sender that took it
 * @param firstPause the pause after the first failure; it doubles with each further one
 * @param longestPause the longest pause between two attempts
 * @param jitter the share by which pauses are stretched at random, so that they don't end together
 * @param giveUpAfter how long a message may fail until it counts as undeliverable
 * @param settleEvery the pause between attempts to record an accepted message while the database is away
 * @param stopWithin how long a shutdown waits for the message that is just being sent
 * @param from the address that messages come from
 * @param fromName the name that messages come from
 * @param fromNameEn the same in English
 * @param templateDir where replaced templates lie; null means {@code templates/mail} inside the data directory
 * @param contact whom a customer can ask (B13)
 */
@ConfigurationProperties("huisheng.messaging")
@Validated
record MessagingSettings(
        @DefaultValue("1s") @DurationMin(millis = 10) Duration pollEvery,
        @DefaultValue("50") @Min(1) @Max(1000) int batchSize,
        @DefaultValue("4") @Min(1) @Max(64) int senders,
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration firstPause,
        @DefaultValue("1h") @DurationMin(millis = 1) Duration longestPause,

        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1")
        double jitter,

        @DefaultValue("24h") @DurationMin(millis = 1) Duration giveUpAfter,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration settleEvery,
        @DefaultValue("20s") @DurationMin(millis = 0) Duration stopWithin,

        @DefaultValue("huisheng@localhost.localdomain") @NotBlank
        String from,

        @DefaultValue("售后服务中心") @NotBlank String fromName,
        @DefaultValue("After-Sales Service") @NotBlank String fromNameEn,
        @Nullable Path templateDir,
        @DefaultValue @Valid Contact contact) {

    /** The named person or desk that customers may ask, as printed in every message. */
    record Contact(
            @DefaultValue("售后服务热线") @NotBlank String name,

            @DefaultValue("Customer Service") @NotBlank String nameEn,

            @DefaultValue("") String phone,
            @DefaultValue("") String email) {}
}
