package io.huisheng.process.duty;

import io.huisheng.closure.Step;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far up a task moves in everybody's list as its limit comes nearer and passes; an ordinary task has 50 of 100.
 *
 * @param warned after the first reminder
 * @param breached after the limit
 * @param escalated after the next level was told
 */
@Validated
@ConfigurationProperties("huisheng.process.priority")
record DutySettings(
        @Min(0) @Max(100) @DefaultValue("70") int warned,
        @Min(0) @Max(100) @DefaultValue("90") int breached,
        @Min(0) @Max(100) @DefaultValue("100") int escalated) {

    int priorityAfter(Step step) {
        return switch (step) {
            case WARNED -> warned;
            case BREACHED -> breached;
            case ESCALATED -> escalated;
        };
    }
}
