package io.huisheng.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Texts")
class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"shared", "calendar", "directory"})
    void haveACompleteEnglishTwin(String room) {
        var chinese = texts("/messages/" + room + ".properties");
        var english = texts("/messages/" + room + "_en.properties");

        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        chinese.stringPropertyNames()
                .forEach(key -> assertThat(new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex())
                        .as(key)
                        .hasSameSizeAs(new MessageFormat(chinese.getProperty(key)).getFormatsByArgumentIndex()));
        assertThat(english.values())
                .allSatisfy(text -> assertThat((String) text).matches("\\p{ASCII}+"));
    }

    private static Properties texts(String resource) {
        try (var reader =
                new InputStreamReader(TextsTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            var texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
