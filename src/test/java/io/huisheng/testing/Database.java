package io.huisheng.testing;

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
}
