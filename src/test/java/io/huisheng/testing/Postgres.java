package io.huisheng.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL server for the tests of this JVM; each caller gets a database of his own. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    private Postgres() {}

    /** Creates an empty database and returns its JDBC address; user and password are {@code postgres}, a superuser. */
    public static String newDatabase() {
        return newDatabase("postgres");
    }

    /** Creates an empty database of a user who is no superuser, and returns its JDBC address; he is in it. */
    public static synchronized String newDatabaseOf(String owner) {
        try {
            startOnce();
            execute("do $$ begin if not exists (select from pg_roles where rolname = '" + owner + "') then create role "
                    + owner + " login password '" + owner + "'; end if; end $$");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return newDatabase(owner);
    }

    private static synchronized String newDatabase(String owner) {
        try {
            startOnce();
            var name = "huisheng_" + DATABASES.incrementAndGet();
            execute("create database " + name + " encoding 'UTF8' owner " + owner);
            return server.getJdbcUrl(owner, name) + "&password=" + owner;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void startOnce() throws IOException {
        if (server == null) {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
