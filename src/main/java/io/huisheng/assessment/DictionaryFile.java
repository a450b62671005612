package io.huisheng.assessment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.error.YAMLException;

/** The dictionary in force: the file of the process owner where there is one, else the one that came with the program. */
@Component
class DictionaryFile {

    private static final String NAME = "dictionary/feedback.yaml";
    private static final Logger log = LoggerFactory.getLogger(DictionaryFile.class);

    private final Path own;
    private volatile Loaded loaded;

    DictionaryFile(@Value("${huisheng.data-dir:./data}") String dataDir) {
        this.own = Path.of(dataDir, NAME);
        this.loaded = load(stampOfOwn());
    }

    /** The dictionary as it is now; a changed file takes effect with the next answer, a broken one keeps the last good one. */
    Dictionary current() {
        var stamp = stampOfOwn();
        var now = loaded;
        if (!Objects.equals(stamp, now.stamp())) {
            now = reload(stamp);
        }
        return now.dictionary();
    }

    private synchronized Loaded reload(@Nullable FileTime stamp) {
        try {
            loaded = load(stamp);
            log.atInfo().addKeyValue("version", loaded.dictionary().version()).log("Dictionary changed");
        } catch (IllegalStateException broken) {
            loaded = new Loaded(loaded.dictionary(), stamp);
            log.atError()
                    .addKeyValue("file", own)
                    .addKeyValue("version", loaded.dictionary().version())
                    .addKeyValue("problem", broken.getMessage())
                    .log("Dictionary can't be read, the last good one stays in force");
        }
        return loaded;
    }

    private Loaded load(@Nullable FileTime stamp) {
        try {
            var yaml = stamp == null
                    ? new ClassPathResource(NAME).getContentAsString(StandardCharsets.UTF_8)
                    : Files.readString(own);
            return new Loaded(Dictionary.parse(yaml), stamp);
        } catch (IOException | IllegalArgumentException | YAMLException | ClassCastException | NullPointerException e) {
            throw new IllegalStateException(
                    "Dictionary " + (stamp == null ? NAME : own.toAbsolutePath()) + " can't be used: " + e.getMessage(),
                    e);
        }
    }

    private @Nullable FileTime stampOfOwn() {
        try {
            return Files.isRegularFile(own) ? Files.getLastModifiedTime(own) : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Loaded(Dictionary dictionary, @Nullable FileTime stamp) {}
}
