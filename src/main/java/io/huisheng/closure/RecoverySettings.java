package io.huisheng.closure;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The numbers of a recovery that are no deadlines (E4); times of day are those of the business time zone and need quotes in YAML.
 *
 * @param chances how often the customer may refuse before it becomes a major complaint
 * @param callAttempts how often somebody who does not answer is called about one piece of work
 * @param partsOfDay when each part of the day begins; the next call falls into another one, in an interview and a verification too
 * @param satisfiedFrom from which overall score, 1 to 5, the answer to a recovery survey counts as satisfied
 * @param rateDays the days over which the home page counts the recovery rate
 */
@Validated
@ConfigurationProperties("huisheng.recovery")
record RecoverySettings(
        @Min(1) @DefaultValue("2") int chances,
        @Min(1) @DefaultValue("3") int callAttempts,
        @NotEmpty @DefaultValue({"09:00", "13:30", "17:30"}) List<LocalTime> partsOfDay,
        @Min(2) @Max(5) @DefaultValue("4") int satisfiedFrom,
        @Min(1) @DefaultValue("30") int rateDays) {

    RecoverySettings {
        partsOfDay = partsOfDay.stream().distinct().sorted().toList();
    }
}
