package io.huisheng.demo;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;
import org.springframework.validation.annotation.Validated;

/**
 * How the demo begins.
 *
 * @param startAt the first moment of the movable clock; null means the moment of the first start
 * @param sampleCases how many services the sample company reports at its very first start
 * @param keepMails how many mails the mailbox keeps
 * @param sms whether text messages to customers reach the mailbox too
 * @param robots whether every role has a group robot whose notices reach the mailbox
 */
@ConfigurationProperties("huisheng.demo")
@Profile("demo")
@Validated
record DemoSettings(
        @Nullable OffsetDateTime startAt,
        @DefaultValue("6") @Min(0) @Max(1000) int sampleCases,
        @DefaultValue("10000") @Min(1) int keepMails,
        @DefaultValue("true") boolean sms,
        @DefaultValue("false") boolean robots) {}
