package io.huisheng.assessment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers are chosen for verification; which ones and how many of a hundred says {@code verification-policy.dmn}.
 *
 * @param sampling whether rows with a share below a hundred verify anything; without, only those that verify every answer do
 */
@ConfigurationProperties("huisheng.verification")
public record DoubtSettings(@DefaultValue("true") boolean sampling) {}
