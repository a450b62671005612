package io.huisheng.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

@DisplayName("D2: the dictionary of the process owner")
class DictionaryFileTest {

    @TempDir
    Path data;

    private int edits;

    private void owns(String yaml) throws IOException {
        var file = data.resolve("dictionary/feedback.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++edits)));
    }

    private static String shipped() throws IOException {
        return new ClassPathResource("dictionary/feedback.yaml").getContentAsString(StandardCharsets.UTF_8);
    }

    private static boolean findsSlow(Dictionary dictionary, String text) {
        return !Tagging.read(Passage.of(text), dictionary).tags().isEmpty();
    }

    @Test
    @DisplayName("replaces the shipped one with the next answer, under a version of its own")
    void replacesTheShippedOne() throws IOException {
        var file = new DictionaryFile(data.toString());
        var shipped = file.current();
        assertThat(findsSlow(shipped, "蜗牛一般的办理")).isFalse();

        owns(shipped().replace("一拖再拖", "一拖再拖 蜗牛一般"));

        assertThat(findsSlow(file.current(), "蜗牛一般的办理")).isTrue();
        assertThat(file.current().version()).isNotEqualTo(shipped.version());
        assertThat(new DictionaryFile(data.toString()).current().version())
                .isEqualTo(file.current().version());

        Files.delete(data.resolve("dictionary/feedback.yaml"));
        assertThat(file.current().version()).isEqualTo(shipped.version());
    }

    @Test
    @DisplayName("that is broken leaves the last good one in force, and stops a start with its place in words")
    void thatIsBrokenLeavesTheLastGoodOne() throws IOException {
        var file = new DictionaryFile(data.toString());
        var version = file.current().version();

        for (var broken :
                new String[] {"", "tags: [", shipped().replace("一拖再拖", "一拖(再拖"), "gaps: {near: many, far: 1}"}) {
            owns(broken);
            assertThat(file.current().version()).isEqualTo(version);
        }
        owns(shipped().replace("一拖再拖", "<没有这组>"));
        assertThatThrownBy(() -> new DictionaryFile(data.toString()))
                .hasMessageContaining("feedback.yaml")
                .hasMessageContaining("响应慢")
                .hasMessageContaining("<没有这组>");
    }
}
