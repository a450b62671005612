package io.huisheng.survey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the customer's page promises and allows.
 *
 * @param questionnaire the questionnaire of an invitation that names none
 * @param noticeVersion the version of the notice on the page, stored with each answer; raise it whenever its words change
 * @param retentionMonths how long answers are kept with the case, as the notice says
 * @param longestText how many characters a text may have
 * @param fullFormFrom from how many questions on a questionnaire counts as a full form, for the check of its speed (C1)
 */
@Validated
@ConfigurationProperties("huisheng.survey")
record SurveySettings(
        @DefaultValue("survey-standard") @NotBlank String questionnaire,
        @DefaultValue("2026-05") @NotBlank @Size(max = 32) String noticeVersion,
        @DefaultValue("24") @Min(1) int retentionMonths,
        @DefaultValue("2000") @Min(1) @Max(10000) int longestText,
        @DefaultValue("8") @Min(2) int fullFormFrom) {}
