package io.huisheng.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** The last look at production before the web server takes its first request: database, engine, everything that runs. */
@Component
@Profile("production")
class ProductionCheck implements SmartInitializingSingleton {

    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final DataSource database;
    private final Clock clock;
    private final ListableBeanFactory beans;

    ProductionCheck(DataSource database, Clock clock, ListableBeanFactory beans) {
        this.database = database;
        this.clock = clock;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var problems = problems();
        if (!problems.isEmpty()) {
            throw new NotFitForProduction(problems);
        }
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        var connection = DataSourceUtils.getConnection(database);
        try {
            checkDatabase(connection, problems);
        } catch (SQLException broken) {
            throw new IllegalStateException("The database does not answer", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
        if (holdsDemo()) {
            problems.add(ProductionWords.say("access.production.demo"));
        }
        beans.getBeanProvider(SelfCheck.class)
                .orderedStream()
                .map(SelfCheck::problems)
                .forEach(problems::addAll);
        return problems;
    }

    private boolean holdsDemo() {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .map(name -> beans.getType(name, false))
                .anyMatch(type -> type != null && type.getName().startsWith("io.huisheng.demo."));
    }

    private void checkDatabase(Connection connection, List<String> problems) throws SQLException {
        if (mayDoEverything(connection)) {
            problems.add(ProductionWords.say("access.production.superuser"));
        }
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            problems.add(ProductionWords.say("access.production.isolation"));
        }
        try (var statement = connection.createStatement();
                var now = statement.executeQuery("select current_timestamp")) {
            now.next();
            var theirs = Objects.requireNonNull(now.getObject(1, OffsetDateTime.class));
            var apart = Duration.between(theirs.toInstant(), clock.instant()).abs();
            if (apart.compareTo(TOLERATED) > 0) {
                problems.add(ProductionWords.say("access.production.clock", apart.toSeconds(), TOLERATED.toSeconds()));
            }
        }
    }

    /** A hole in the application must not become a hole in the database server: a superuser can run programs there. */
    private static boolean mayDoEverything(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return false;
        }
        try (var statement = connection.createStatement();
                var role = statement.executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
            return role.next() && role.getBoolean("rolsuper");
        }
    }
}
