package io.huisheng.process.handlemajorcomplaint;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who must join the task force of a major complaint.
 *
 * @param roles candidate groups, each of which gets a task and a clock of its own
 */
@Validated
@ConfigurationProperties("huisheng.process.task-force")
record TaskForceSettings(
        @NotEmpty @DefaultValue({"customer-service-lead", "after-sales-supervisor", "technical-lead"})
        List<@NotBlank String> roles) {}
