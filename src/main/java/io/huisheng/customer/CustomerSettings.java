package io.huisheng.customer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where a phone number without a country code belongs, which language is assumed, and which tiers mean a risk of losing the customer. */
@Validated
@ConfigurationProperties("huisheng.customer")
record CustomerSettings(
        @DefaultValue("CN") @Pattern(regexp = "[A-Z]{2}") String phoneRegion,
        @DefaultValue("zh-CN") @NotBlank String language,
        @DefaultValue({"CHURN_RISK", "流失风险"}) List<@NotBlank String> churnRiskTiers) {}
