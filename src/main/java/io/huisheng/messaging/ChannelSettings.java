package io.huisheng.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The channels besides e-mail; a channel without an address is off.
 *
 * @param sms the gateway of the provider that sends text messages to customers
 * @param wecom the group robot of each role that has one
 * @param circuit when a gateway that keeps failing is left in peace
 */
@ConfigurationProperties("huisheng.messaging")
@Validated
record ChannelSettings(
        @DefaultValue @Valid Sms sms,
        @DefaultValue Map<String, @Valid Robot> wecom,
        @DefaultValue @Valid Circuit circuit) {

    /**
     * The gateway for text messages.
     *
     * @param url where messages are posted to; empty means that there is no gateway
     * @param template the body of a request: JSON in which <code>{phone}</code> (11 digits in the mainland of China, otherwise
     *     as <code>{e164}</code>), <code>{e164}</code>, <code>{text}</code>, <code>{id}</code> (the same for every attempt),
     *     <code>{kind}</code> and <code>{sign}</code> are filled in
     * @param secret signs each request; empty means that requests are not signed
     * @param authorization the value of the header Authorization; empty means none
     * @param sign the registered name of the sender, without brackets; it stands before every text
     * @param optOut what a survey message ends with, as the law wants it
     * @param optOutEn the same in English
     * @param surveys whether customers without an e-mail address are asked by text message; otherwise they are called (A5)
     * @param timeout how long one request may take
     * @param giveUpAfter how long the gateway may fail until the next channel takes over
     * @param quietFrom from when on text messages wait for the morning
     * @param quietUntil when the morning begins
     * @param perMinute how many messages may leave in a minute, from all nodes together; 0 means any number
     * @param longest how many characters a message may have
     */
    record Sms(
            @DefaultValue("") String url,

            @DefaultValue("{\"phone\":\"{phone}\",\"content\":\"{text}\",\"id\":\"{id}\"}") @NotBlank
            String template,

            @DefaultValue("") String secret,
            @DefaultValue("") String authorization,
            @DefaultValue("回声") @NotBlank String sign,
            @DefaultValue("退订回T") @NotBlank String optOut,
            @DefaultValue("Reply T to opt out") @NotBlank String optOutEn,
            @DefaultValue("true") boolean surveys,
            @DefaultValue("10s") @DurationMin(millis = 10) Duration timeout,
            @DefaultValue("4h") @DurationMin(millis = 1) Duration giveUpAfter,
            @DefaultValue("20:00") LocalTime quietFrom,
            @DefaultValue("09:00") LocalTime quietUntil,
            @DefaultValue("120") @Min(0) @Max(6000) int perMinute,
            @DefaultValue("500") @Min(20) @Max(2000) int longest) {

        /** A secret is for the gateway only. */
        @Override
        public String toString() {
            return "Sms[" + (url.isBlank() ? "off" : "on") + "]";
        }
    }

    /**
     * The robot of a group chat.
     *
     * @param url the address of its webhook, which is a secret in itself; empty means that the role has no robot
     * @param secret signs each request, by timestamp; empty means that requests are not signed
     * @param timeout how long one request may take
     * @param giveUpAfter how long the robot may fail until e-mail takes over
     * @param perMinute how many messages may leave in a minute, from all nodes together; WeCom takes 20 per robot
     */
    record Robot(
            @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @DefaultValue("10s") @DurationMin(millis = 10) Duration timeout,
            @DefaultValue("10m") @DurationMin(millis = 1) Duration giveUpAfter,
            @DefaultValue("20") @Min(0) @Max(6000) int perMinute) {

        /** Whoever knows the address can write into the group. */
        @Override
        public String toString() {
            return "Robot[" + (url.isBlank() ? "off" : "on") + "]";
        }
    }

    /**
     * When a gateway that keeps failing is left in peace.
     *
     * @param failures after how many failures in a row
     * @param pause for how long, until one message may try again; it doubles as long as that fails
     * @param longestPause the longest such pause
     */
    record Circuit(
            @DefaultValue("5") @Min(1) @Max(1000) int failures,
            @DefaultValue("30s") @DurationMin(millis = 1) Duration pause,
            @DefaultValue("10m") @DurationMin(millis = 1) Duration longestPause) {}
}
