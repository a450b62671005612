package io.huisheng.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The databases that Huisheng runs on; tests of what is stored run on each. */
public enum Database {
    H2 {
        @Override
        public String newUrl() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
        }
    },
    POSTGRES {
        @Override
        public String newUrl() {
            return Postgres.newDatabase();
        }
    };

    /** The JDBC address of a new, empty database; user {@code postgres}, password {@code postgres}. */
    public abstract String newUrl();

    /** Gives back the memory of a database that is no longer needed; H2 would keep it as long as the JVM lives. */
    public static void forget(String url) {
        if (url.startsWith("jdbc:h2:mem:")) {
            try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                    var statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
