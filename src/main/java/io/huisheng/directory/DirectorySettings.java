package io.huisheng.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who fills which role; a role of the house needs an entry only where its people or its title are to be said.
 *
 * @param roles by name; a name from the environment has lost its hyphens ({@code operationsmanager})
 * @param defaultEmails who is told where a role has no address of its own
 */
@Validated
@ConfigurationProperties("huisheng.directory")
record DirectorySettings(
        @DefaultValue Map<String, @Valid Role> roles,
        @DefaultValue List<@NotBlank @Email String> defaultEmails) {

    /** One role: what people call it, in Chinese and in English, and where its people are reached. */
    record Role(
            @Nullable String title,
            @Nullable String titleEn,
            @DefaultValue List<@NotBlank @Email String> emails) {}
}
