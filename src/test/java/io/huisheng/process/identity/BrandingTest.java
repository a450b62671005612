package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The engine's web applications in the dress of the house")
class BrandingTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome"})
    void speakChineseWithoutAGap(String app) throws IOException {
        var english = read(app, "locales/en.json", false);
        var chinese = read(app, "locales/zh.json", true);

        assertThat(names(chinese.path("labels"))).isEqualTo(names(english.path("labels")));
        if (english.has("dateLocales")) {
            assertThat(names(chinese.path("dateLocales"))).isEqualTo(names(english.path("dateLocales")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "cockpit", "admin"})
    void keepEveryPlaceholderOfAText(String app) throws IOException {
        var english = read(app, "locales/en.json", false).path("labels");
        var chinese = read(app, "locales/zh.json", true).path("labels");

        assertThat(names(english)).containsAll(names(chinese));
        chinese.properties()
                .forEach(text -> assertThat(placeholders(text.getValue().asText()))
                        .as(text.getKey())
                        .isEqualTo(placeholders(english.path(text.getKey()).asText())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "cockpit", "admin"})
    void leaveForOurLoginPageAndShowNoBanner(String app) throws IOException {
        assertThat(text(app, "scripts/config.js"))
                .contains("'../huisheng/scripts/sso.js'")
                .contains("回声")
                .contains("'zh'");
        assertThat(text("huisheng", "scripts/sso.js")).contains("'/login'").contains("camunda-form:");
        assertThat(text(app, "styles/user-styles.css")).contains("@import url(\"../../huisheng/styles/house.css\");");
        assertThat(text("huisheng", "styles/house.css")).containsPattern("\\.ce-eol-banner \\{\\s+display: none");
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .sorted()
                .distinct()
                .toList();
    }

    private static TreeSet<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(String app, String file) throws IOException {
        try (InputStream content = locate(app + "/" + file, true).openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode read(String app, String file, boolean ours) throws IOException {
        try (InputStream content = locate(app + "/" + file, ours).openStream()) {
            var json = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
        }
    }

    private static URL locate(String path, boolean ours) throws IOException {
        List<URL> found = new ArrayList<>(
                Collections.list(BrandingTest.class.getClassLoader().getResources(APPS + path)));
        found.removeIf(url -> url.getProtocol().equals("file") != ours);
        assertThat(found).as(path).hasSize(1);
        return found.get(0);
    }
}
