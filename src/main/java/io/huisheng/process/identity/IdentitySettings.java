package io.huisheng.process.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The people the engine knows from the start.
 *
 * @param admin the first administrator; created once, never changed afterwards
 * @param passwordIterations how dear one guess of a stored password is
 * @param recheckSeconds how long somebody who was removed or moved may go on in an open session
 */
@ConfigurationProperties("huisheng.identity")
@Validated
record IdentitySettings(
        @Nullable Admin admin,
        @DefaultValue("210000") int passwordIterations,
        @DefaultValue("30") int recheckSeconds) {

    /** Id and password of the first administrator; there is deliberately no default. */
    record Admin(@Nullable String id, @Nullable String password) {

        @Override
        public String toString() {
            return "Admin[id=" + id + "]";
        }
    }

    /** The first administrator where both of his settings are given. */
    @Nullable
    Admin firstAdmin() {
        return admin == null || isBlank(admin.id()) || isBlank(admin.password()) ? null : admin;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
