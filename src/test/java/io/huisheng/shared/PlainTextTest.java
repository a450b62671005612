package io.huisheng.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Plain text")
class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "服务很好，\n下次\t还来\r\n",
                "😀👨‍👩‍👧 𠮷野家 𬭎",
                "مرحبا שלום",
                "${7*7} #{exec} {{x}} <script>alert(1)</script> '; drop table customer; --",
                "e\u0301",
                "\u00a0\u200b\ufeff",
            })
    void acceptsWhateverPeopleWrite(String text) {
        assertThat(PlainText.problemWith(text, 100)).isEmpty();
    }

    @Test
    void refusesANul() {
        assertThat(PlainText.problemWith("a\0b", 100)).contains("shared.text.nul");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F})
    void refusesControlCharacters(int character) {
        assertThat(PlainText.problemWith("a" + (char) character, 100)).contains("shared.text.control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83db", "\ude00a", "\ude00\ud83d", "😀\ud83d"})
    void refusesHalfACharacter(String text) {
        assertThat(PlainText.problemWith(text, 100)).contains("shared.text.surrogate");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(PlainText.problemWith("😀".repeat(10), 10)).isEmpty();
        assertThat(PlainText.problemWith("😀".repeat(11), 10)).contains("shared.text.too-long");
        assertThat(PlainText.problemWith("", 0)).isEmpty();
    }
}
