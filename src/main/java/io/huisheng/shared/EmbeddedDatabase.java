package io.huisheng.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Gives the embedded H2 file a password of its own: generated at the first start, kept beside the file, readable by its owner only. */
public class EmbeddedDatabase implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "huisheng.embedded-database";
    private static final String PASSWORD = "spring.datasource.password";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var directory = Path.of(environment.getProperty("huisheng.data-dir", "./data"))
                .toAbsolutePath()
                .normalize();
        var sources = environment.getPropertySources();
        sources.addLast(new MapPropertySource(
                "embeddedDatabaseFile",
                Map.of(FILE, directory.resolve("huisheng").toString())));
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith("jdbc:h2:file:") && !environment.containsProperty(PASSWORD)) {
            sources.addLast(
                    new MapPropertySource("embeddedDatabasePassword", Map.of(PASSWORD, passwordKeptIn(directory))));
        }
    }

    /** After Spring Boot has read the configuration files. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static String passwordKeptIn(Path directory) {
        var file = directory.resolve("h2.password");
        try {
            Files.createDirectories(directory);
            if (Files.notExists(file)) {
                createOnce(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data directory " + directory.toAbsolutePath()
                            + " cannot be written; choose another with --huisheng.data-dir",
                    e);
        }
    }

    private static void createOnce(Path file) throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.CREATE_NEW);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(
                        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            // its password counts
        }
    }
}
