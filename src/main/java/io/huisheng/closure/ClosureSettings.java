package io.huisheng.closure;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What messages to customers promise.
 *
 * @param reward what a customer gets for his answer, in Chinese; empty where nothing is promised (B10, E7)
 * @param rewardInEnglish the same in English
 */
@Validated
@ConfigurationProperties("huisheng.closure")
public record ClosureSettings(
        @NotNull @DefaultValue("10 积分") String reward,
        @NotNull @DefaultValue("10 points") String rewardInEnglish) {}
