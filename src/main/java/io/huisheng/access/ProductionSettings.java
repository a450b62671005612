package io.huisheng.access;

import io.huisheng.shared.BusinessTime;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Reads the settings of production before anything acts on them: once the engine has started, a weak password of the
 * administrator would be in its tables, and stay there after the setting was corrected.
 */
class ProductionSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int SHORTEST_PASSWORD = 12;
    private static final int USUAL_PORT = 8080;
    private static final List<String> SECURE_COOKIES = List.of(
            "server.servlet.session.cookie.secure",
            "camunda.bpm.webapp.csrf.enable-secure-cookie",
            "camunda.bpm.webapp.session-cookie.enable-secure-cookie");
    private static final String OUR_FILES = "Config resource";
    private static final String DEMO_KEY = HexFormat.of().formatHex(ApiKeys.sha256("demo-key"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.matchesProfiles("production")) {
            var problems = problemsOf(environment);
            if (!problems.isEmpty()) {
                throw new NotFitForProduction(problems);
            }
        }
    }

    static List<String> problemsOf(ConfigurableEnvironment environment) {
        return new Reading(environment).problems();
    }

    /** One look at one environment. */
    private static final class Reading {

        private final ConfigurableEnvironment environment;
        private final List<String> problems = new ArrayList<>();
        private final Set<String> unset = new TreeSet<>();

        private Reading(ConfigurableEnvironment environment) {
            this.environment = environment;
        }

        private List<String> problems() {
            findUnset();
            checkApiKeys();
            checkAdministrator("huisheng.identity.admin");
            // Camunda's own setting does the same, with the id as its default password; nobody needs it, somebody may
            // set it.
            if (!setting("camunda.bpm.admin-user.id").isEmpty()) {
                checkAdministrator("camunda.bpm.admin-user");
            }
            checkAddress();
            checkDatabase();
            checkManagementPort();
            checkCookies();
            if (environment.getProperty("spring.h2.console.enabled", Boolean.class, false)) {
                problem("h2-console");
            }
            if (!ZoneId.systemDefault().equals(BusinessTime.ZONE)) {
                problem("zone", ZoneId.systemDefault(), BusinessTime.ZONE);
            }
            if (environment.matchesProfiles("demo")) {
                problem("demo");
            }
            return problems;
        }

        /** Spring names one variable that is missing, and the next one at the next start. */
        private void findUnset() {
            for (PropertySource<?> source : environment.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> file
                        && file.getName().startsWith(OUR_FILES)) {
                    for (String name : file.getPropertyNames()) {
                        try {
                            environment.getProperty(name);
                        } catch (PlaceholderResolutionException missing) {
                            if (unset.add(name)) {
                                problem("unset", name, String.valueOf(file.getProperty(name)));
                            }
                        }
                    }
                }
            }
        }

        private void checkApiKeys() {
            var keys = Binder.get(environment)
                    .bind("huisheng.access.api-keys", Bindable.listOf(AccessSettings.ApiKey.class))
                    .orElse(List.of())
                    .stream()
                    .filter(key -> !key.revoked())
                    .toList();
            if (keys.isEmpty()) {
                problem("no-key");
            }
            keys.stream()
                    .filter(key -> DEMO_KEY.equals(key.sha256().toLowerCase(Locale.ROOT)))
                    .forEach(key -> problem("demo-key", key.name()));
        }

        private void checkAdministrator(String settings) {
            var id = setting(settings + ".id");
            var password = setting(settings + ".password");
            var tooShort = password.length() < SHORTEST_PASSWORD;
            if (tooShort || password.equalsIgnoreCase(id) || password.equalsIgnoreCase("demo")) {
                problem("password", SHORTEST_PASSWORD, settings);
            }
        }

        private void checkAddress() {
            var scheme = schemeOf(setting("huisheng.base-url"));
            var fits = "https".equals(scheme) || ("http".equals(scheme) && allowsHttp());
            if (!fits && !unset.contains("huisheng.base-url")) {
                problem("address");
            }
        }

        private void checkDatabase() {
            var address = setting("spring.datasource.url");
            if (!address.startsWith("jdbc:postgresql:") && !unset.contains("spring.datasource.url")) {
                problem("database");
            }
        }

        /** Without a port of its own, figures and health would stand on the customers' address. */
        private void checkManagementPort() {
            var port = environment.getProperty("server.port", Integer.class, USUAL_PORT);
            var management = environment.getProperty("management.server.port", Integer.class, port);
            var anyPort = management == 0;
            if (management.equals(port) && !anyPort) {
                problem("management-port", port);
            }
        }

        private void checkCookies() {
            if (!allowsHttp()) {
                SECURE_COOKIES.stream()
                        .filter(cookie -> !environment.getProperty(cookie, Boolean.class, false))
                        .forEach(cookie -> problem("cookie", cookie));
            }
        }

        private boolean allowsHttp() {
            return environment.getProperty("huisheng.access.allow-http", Boolean.class, false);
        }

        private void problem(String what, Object... arguments) {
            problems.add(ProductionWords.say("access.production." + what, arguments));
        }

        private String setting(String name) {
            return unset.contains(name) ? "" : environment.getProperty(name, "").strip();
        }

        private static @Nullable String schemeOf(String address) {
            try {
                return URI.create(address).getScheme();
            } catch (IllegalArgumentException nonsense) {
                return null;
            }
        }
    }
}
