package io.huisheng.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.testing.Events;
import io.huisheng.testing.Postgres;
import io.huisheng.testing.RunningHuisheng;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged application in production")
class ProductionIT {

    private static final String KEY = "a key of the service desk";
    private static final String KEY_HASH = "5e89dff83e0c8bb68bbe6eec75ac9b957514aed495b7f7a87d6b343d6b06bae4";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("works on PostgreSQL with a role of its own, and shows its health on the inner port only")
    void works() {
        var inner = RunningHuisheng.freePort();
        try (var huisheng = start(Map.of(
                "spring.datasource.url",
                Postgres.newDatabaseOf("huisheng"),
                "spring.datasource.username",
                "huisheng",
                "spring.datasource.password",
                "huisheng",
                "management.server.port",
                String.valueOf(inner)))) {
            assertThat(huisheng.get("/login").statusCode()).isEqualTo(200);
            assertThat(huisheng.get("/demo").statusCode()).isNotEqualTo(200);
            assertThat(huisheng.get("/actuator/health").statusCode()).isNotEqualTo(200);
            var operations = "http://127.0.0.1:" + inner + "/actuator/";
            assertThat(huisheng.get(operations + "prometheus").statusCode()).isEqualTo(401);
            assertThat(huisheng.get(operations + "prometheus", "Authorization", "Bearer " + KEY)
                            .body())
                    .contains("huisheng_incidents 0.0");
            assertThat(huisheng.get(operations + "health").body())
                    .contains("UP")
                    .doesNotContain("clockSkew");
            assertThat(huisheng.get(operations + "health", "Authorization", "Bearer " + KEY)
                            .body())
                    .contains("clockSkew", "knownYears");
            var event = Events.resolved("evt-production-1", "WO-PRODUCTION-1", "CP1", "2026-05-06T10:00:00+08:00");
            assertThat(huisheng.postJson("/api/v1/service-events", event, "Authorization", "Bearer demo-key")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(huisheng.postJson("/api/v1/service-events", event, "Authorization", "Bearer " + KEY)
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    @DisplayName(
            "does not start on settings that are not fit for it, and names each of them before anything is written")
    void refusesUnfitSettings() {
        assertThatThrownBy(() -> start(Map.of(
                        "spring.datasource.url", "jdbc:h2:mem:forgetful",
                        "huisheng.identity.admin.password", "demo",
                        "server.servlet.session.cookie.secure", "false",
                        "management.server.port", "-1")))
                .hasMessageContaining("回声拒绝启动")
                .hasMessageContaining("spring.datasource.url=jdbc:postgresql://")
                .hasMessageContaining("huisheng.identity.admin.password")
                .hasMessageContaining("server.servlet.session.cookie.secure=true");
    }

    @Test
    @DisplayName("does not start as a superuser of the database, nor with an engine that changes its tables itself")
    void refusesWhatOnlyShowsAtTheDatabase() {
        assertThatThrownBy(() -> start(Map.of(
                        "spring.datasource.url", Postgres.newDatabase(),
                        "spring.datasource.username", "postgres",
                        "spring.datasource.password", "postgres",
                        "camunda.bpm.database.schema-update", "true",
                        "management.server.port", "-1")))
                .hasMessageContaining("回声拒绝启动")
                .hasMessageContaining("spring.datasource.username")
                .hasMessageContaining("camunda.bpm.database.schema-update=false");
    }

    private RunningHuisheng start(Map<String, String> settings) {
        var all = new TreeMap<>(Map.of(
                "spring.profiles.active", "production",
                "huisheng.base-url", "https://feedback.example.com",
                "huisheng.access.api-keys[0].name", "service-desk",
                "huisheng.access.api-keys[0].sha256", KEY_HASH,
                "huisheng.identity.admin.id", "chief",
                "huisheng.identity.admin.password", "correct horse battery staple",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", "1"));
        // the same argument twice would be a list of both
        all.putAll(settings);
        return RunningHuisheng.startIn(
                folder,
                all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
