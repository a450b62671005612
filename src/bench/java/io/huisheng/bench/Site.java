package io.huisheng.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.huisheng.testing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Where one installation lives: an empty folder, a database of its own, and the settings that belong to both. */
record Site(Kind kind, Path folder, String url) {

    /** The databases that Huisheng runs on. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** What the libraries of this process say belongs neither into the table nor into the measurement. */
    static void logOnlyTrouble() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    static Site empty(Kind kind) {
        try {
            var folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
            var own = Files.createTempDirectory(folder, kind.name().toLowerCase(Locale.ROOT) + "-");
            return new Site(kind, own, kind == Kind.POSTGRESQL ? Postgres.newDatabase() : h2(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("data").resolve("huisheng");
    }

    /** The arguments with which the packaged application starts here; only rate limits differ from the demo. */
    String[] arguments(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--huisheng.data-dir=" + folder.resolve("data"),
                "--huisheng.demo.start-at=2026-05-06T10:00:00+08:00",
                "--huisheng.demo.sample-cases=0",
                "--huisheng.access.limits.intake.per-second=100000",
                "--huisheng.access.limits.intake.burst=100000",
                "--huisheng.access.limits.answers.per-second=100000",
                "--huisheng.access.limits.answers.burst=100000"));
        if (kind == Kind.POSTGRESQL) {
            arguments.addAll(List.of(
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres"));
        }
        Collections.addAll(arguments, more);
        return arguments.toArray(String[]::new);
    }

    /** A look into the tables; those of H2 can be looked into when the application has ended. */
    Connection connect() throws SQLException {
        if (kind == Kind.POSTGRESQL) {
            return DriverManager.getConnection(url);
        }
        try {
            var password = Files.readString(folder.resolve("data").resolve("h2.password"));
            return DriverManager.getConnection(url, "huisheng", password.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
