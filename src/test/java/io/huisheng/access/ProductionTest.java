package io.huisheng.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.huisheng.testing.Database;
import io.huisheng.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.env.MockPropertySource;

@DisplayName("Production")
class ProductionTest {

    private static final Map<String, String> FIT = Map.ofEntries(
            entry("huisheng.access.api-keys[0].name", "erp"),
            entry("huisheng.access.api-keys[0].sha256", "ab".repeat(32)),
            entry("huisheng.identity.admin.id", "chief"),
            entry("huisheng.identity.admin.password", "correct horse battery"),
            entry("huisheng.base-url", "https://feedback.example.com"),
            entry("spring.datasource.url", "jdbc:postgresql://db/huisheng"),
            entry("server.port", "8080"),
            entry("management.server.port", "8081"),
            entry("server.servlet.session.cookie.secure", "true"),
            entry("camunda.bpm.webapp.csrf.enable-secure-cookie", "true"),
            entry("camunda.bpm.webapp.session-cookie.enable-secure-cookie", "true"));

    @Test
    void startsWhereEverythingIsAsItMustBe() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(problems(Map.of("huisheng.base-url", "http://intranet", "huisheng.access.allow-http", "true")))
                .isEmpty();
        assertThat(problems(Map.of("server.port", "0", "management.server.port", "0")))
                .isEmpty();
        assertThat(problems(Map.of("management.server.port", "-1"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "huisheng.access.api-keys[0].sha256, c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c, demo key",
        "huisheng.access.api-keys[0].sha256, C48A01F49FD0F2CC404BC3CBBC80E91457A3D41BB429A695243DE4C61794155C, demo key",
        "huisheng.access.api-keys[0].revoked, true, huisheng.access.api-keys[0]",
        "huisheng.identity.admin.password, '', huisheng.identity.admin.password",
        "huisheng.identity.admin.password, demo, huisheng.identity.admin.password",
        "huisheng.identity.admin.password, elevenchars, huisheng.identity.admin.password",
        "camunda.bpm.admin-user.id, admin, camunda.bpm.admin-user.password",
        "huisheng.base-url, http://feedback.example.com, huisheng.access.allow-http",
        "huisheng.base-url, feedback, huisheng.base-url",
        "huisheng.base-url, '::', huisheng.base-url",
        "spring.datasource.url, jdbc:h2:file:./data/huisheng, spring.datasource.url",
        "server.port, 8081, management.server.port",
        "management.server.port, 8080, management.server.port",
        "server.servlet.session.cookie.secure, false, server.servlet.session.cookie.secure",
        "camunda.bpm.webapp.csrf.enable-secure-cookie, false, camunda.bpm.webapp.csrf.enable-secure-cookie",
        "camunda.bpm.webapp.session-cookie.enable-secure-cookie, '', camunda.bpm.webapp.session-cookie",
        "spring.h2.console.enabled, true, spring.h2.console.enabled"
    })
    void refusesASettingThatIsNotFitForIt(String setting, String value, String named) {
        assertThat(problems(Map.of(setting, value))).singleElement().asString().contains(named);
    }

    @Test
    void namesEveryVariableThatNobodyHasSet() {
        var environment = fit(Map.of());
        environment.getPropertySources().remove(MockPropertySource.MOCK_PROPERTIES_PROPERTY_SOURCE_NAME);
        var file = new HashMap<String, Object>(FIT);
        file.put("huisheng.base-url", "${HUISHENG_BASE_URL}");
        file.put("spring.datasource.url", "${HUISHENG_DATABASE_URL}");
        file.put("spring.mail.host", "${HUISHENG_SMTP_HOST}");
        environment.getPropertySources().addLast(new MapPropertySource("Config resource 'x'", file));

        assertThat(ProductionSettings.problemsOf(environment))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("${HUISHENG_BASE_URL}"))
                .anyMatch(problem -> problem.contains("${HUISHENG_DATABASE_URL}"))
                .anyMatch(problem -> problem.contains("${HUISHENG_SMTP_HOST}"));
    }

    @Test
    void mindsNoOtherProfile() {
        var context = new GenericApplicationContext();
        context.setEnvironment(new MockEnvironment());

        new ProductionSettings().initialize(context);
    }

    @Test
    void namesEverythingAtOnceInBothLanguages() {
        var unfit = catchThrowableOfType(NotFitForProduction.class, () -> {
            var environment = new MockEnvironment();
            environment.setActiveProfiles("production", "demo");
            var context = new GenericApplicationContext();
            context.setEnvironment(environment);
            new ProductionSettings().initialize(context);
        });

        assertThat(unfit.problems()).hasSize(9).allMatch(problem -> problem.contains(" | ") && problem.contains("→"));
        var analysis = new NotFitForProductionAnalyzer().analyze(unfit, unfit);
        assertThat(analysis.getDescription())
                .contains("回声拒绝启动", "refuses to start", "未配置有效的 API 密钥", "no valid API key")
                .contains("the administrator's password");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void looksAtTheDatabaseAndAsksTheRooms(Database database) {
        assertThat(check(database, Clock.systemUTC(), Connection.TRANSACTION_READ_COMMITTED))
                .isEmpty();
        assertThat(check(
                        database,
                        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)),
                        Connection.TRANSACTION_SERIALIZABLE,
                        () -> List.of("engine")))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("READ_COMMITTED"))
                .anyMatch(problem -> problem.contains("NTP"))
                .contains("engine");
    }

    @Test
    @DisplayName("wants a database role that can run no programs on the database server")
    void refusesASuperuser() {
        assertThat(check(Postgres.newDatabase(), "postgres", Clock.systemUTC(), Connection.TRANSACTION_READ_COMMITTED))
                .singleElement()
                .asString()
                .contains("超级用户", "superuser");
    }

    private static List<String> problems(Map<String, String> changed) {
        return ProductionSettings.problemsOf(fit(changed));
    }

    private static MockEnvironment fit(Map<String, String> changed) {
        var settings = new HashMap<>(FIT);
        settings.putAll(changed);
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        return environment;
    }

    private static List<String> check(Database database, Clock clock, int isolation, SelfCheck... rooms) {
        var address = database == Database.POSTGRES ? Postgres.newDatabaseOf("huisheng") : database.newUrl();
        return check(address, "huisheng", clock, isolation, rooms);
    }

    private static List<String> check(String address, String user, Clock clock, int isolation, SelfCheck... rooms) {
        var source = new DriverManagerDataSource(address, user, user) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                connection.setTransactionIsolation(isolation);
                return connection;
            }
        };
        var beans = new DefaultListableBeanFactory();
        for (SelfCheck room : rooms) {
            beans.registerSingleton("check" + room.hashCode(), room);
        }
        return new ProductionCheck(source, clock, beans).problems();
    }
}
