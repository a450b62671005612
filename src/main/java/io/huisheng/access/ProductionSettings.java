package io.huisheng.access;

import io.huisheng.shared.BusinessTime;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reads the settings of production before anything acts on them: once the engine has started, a weak password of the
 * administrator would be in its tables, and stay there after the setting was corrected.
 */
@Component
@Profile("production")
class ProductionSettings implements BeanFactoryPostProcessor {

    private static final int SHORTEST_PASSWORD = 12;
    private static final String DEMO_KEY = HexFormat.of().formatHex(ApiKeys.sha256("demo-key"));

    private final Environment environment;

    ProductionSettings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var problems = problems();
        if (holdsDemo(beans)) {
            problems.add(ProductionWords.say("access.production.demo"));
        }
        if (!problems.isEmpty()) {
            throw new NotFitForProduction(problems);
        }
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        checkApiKeys(problems);
        checkAdministrator(problems);
        checkAddress(problems);
        if (!setting("spring.datasource.url").startsWith("jdbc:postgresql:")) {
            problems.add(ProductionWords.say("access.production.database"));
        }
        if (!ZoneId.systemDefault().equals(BusinessTime.ZONE)) {
            problems.add(ProductionWords.say("access.production.zone", ZoneId.systemDefault(), BusinessTime.ZONE));
        }
        return problems;
    }

    private void checkApiKeys(List<String> problems) {
        var keys = Binder.get(environment)
                .bind("huisheng.access.api-keys", Bindable.listOf(AccessSettings.ApiKey.class))
                .orElse(List.of())
                .stream()
                .filter(key -> !key.revoked())
                .toList();
        if (keys.isEmpty()) {
            problems.add(ProductionWords.say("access.production.no-key"));
        }
        keys.stream()
                .filter(key -> DEMO_KEY.equals(key.sha256().toLowerCase(Locale.ROOT)))
                .forEach(key -> problems.add(ProductionWords.say("access.production.demo-key", key.name())));
    }

    private void checkAdministrator(List<String> problems) {
        checkAdministrator("huisheng.identity.admin", problems);
        // Camunda's own setting does the same, with the id as its default password; nobody needs it, somebody may set
        // it.
        if (!setting("camunda.bpm.admin-user.id").isEmpty()) {
            checkAdministrator("camunda.bpm.admin-user", problems);
        }
    }

    private void checkAdministrator(String settings, List<String> problems) {
        var id = setting(settings + ".id");
        var password = setting(settings + ".password");
        var tooShort = password.length() < SHORTEST_PASSWORD;
        if (tooShort || password.equalsIgnoreCase(id) || password.equalsIgnoreCase("demo")) {
            problems.add(ProductionWords.say("access.production.password", SHORTEST_PASSWORD, settings));
        }
    }

    private void checkAddress(List<String> problems) {
        var scheme = schemeOf(setting("huisheng.base-url"));
        var allowsHttp = environment.getProperty("huisheng.access.allow-http", Boolean.class, false);
        if (!"https".equals(scheme) && !("http".equals(scheme) && allowsHttp)) {
            problems.add(ProductionWords.say("access.production.address"));
        }
    }

    private static @Nullable String schemeOf(String address) {
        try {
            return URI.create(address).getScheme();
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }

    private boolean holdsDemo(ConfigurableListableBeanFactory beans) {
        return Arrays.asList(environment.getActiveProfiles()).contains("demo")
                || Arrays.stream(beans.getBeanDefinitionNames())
                        .map(name -> beans.getBeanDefinition(name).getBeanClassName())
                        .filter(Objects::nonNull)
                        .anyMatch(type -> type.startsWith("io.huisheng.demo."));
    }

    private String setting(String name) {
        try {
            return environment.getProperty(name, "").strip();
        } catch (IllegalArgumentException unresolved) {
            // It refers to a variable that nobody has set.
            return "";
        }
    }
}
