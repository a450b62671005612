package io.huisheng.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Short texts")
class ShortTemplatesTest {

    private static final Path TEMPLATES = Path.of("src", "main", "resources", "templates");
    private static final Set<String> TO_STAFF = Set.of("warning", "escalation", "joined");

    @Test
    @DisplayName("there is one for every letter, so that no message fails for want of words on its next channel")
    void areThereForEveryLetter() throws IOException {
        var letters = texts("mail");
        letters.removeIf(name -> name.startsWith("_"));
        var toCustomers = new TreeSet<>(letters);
        toCustomers.removeIf(ShortTemplatesTest::isToStaff);
        var toStaff = new TreeSet<>(letters);
        toStaff.removeAll(toCustomers);

        assertThat(texts("sms")).isEqualTo(toCustomers);
        assertThat(texts("wecom")).isEqualTo(toStaff).isNotEmpty();
    }

    private static boolean isToStaff(String name) {
        return TO_STAFF.contains(name.replaceFirst("_(zh|en)\\.txt", ""));
    }

    private static TreeSet<String> texts(String folder) throws IOException {
        try (var files = Files.list(TEMPLATES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
