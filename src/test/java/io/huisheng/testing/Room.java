package io.huisheng.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.huisheng.shared.Inserts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of some rooms on a real, migrated database, without web and engine; starts in well under a second. */
public final class Room implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private Room(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** Opens the given components (and beans, where an object is given instead of a class) on a new database. */
    public static Room on(Database database, Clock clock, Object... components) {
        var source = new HikariDataSource();
        source.setJdbcUrl(database.newUrl());
        source.setUsername("postgres");
        source.setPassword("postgres");
        source.setMaximumPoolSize(40);
        source.setMinimumIdle(1);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();

        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(Clock.class, () -> clock);
        List<Class<?>> classes = new ArrayList<>(List.of(Base.class, Inserts.class));
        for (Object component : components) {
            if (component instanceof Class<?> type) {
                classes.add(type);
            } else {
                context.getBeanFactory()
                        .registerSingleton(component.getClass().getName() + "#" + component.hashCode(), component);
            }
        }
        context.register(classes.toArray(Class<?>[]::new));
        context.refresh();
        return new Room(context);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Tells everybody in the rooms what happened. */
    public void publish(Object event) {
        context.publishEvent(event);
    }

    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(get(PlatformTransactionManager.class));
    }

    @Override
    public void close() {
        if (!context.isActive()) {
            return;
        }
        var url = get(HikariDataSource.class).getJdbcUrl();
        context.close();
        Database.forget(url);
    }

    // no @Configuration: the tests of the whole application scan this package too
    @EnableTransactionManagement
    static class Base {

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        ObjectMapper objectMapper() {
            return JsonMapper.builder().findAndAddModules().build();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ReloadableResourceBundleMessageSource messageSource() {
            var messages = new ReloadableResourceBundleMessageSource();
            messages.setDefaultEncoding("UTF-8");
            messages.setFallbackToSystemLocale(false);
            messages.setBasenames(
                    "classpath:messages/shared",
                    "classpath:messages/calendar",
                    "classpath:messages/customer",
                    "classpath:messages/casefile",
                    "classpath:messages/intake",
                    "classpath:messages/messaging",
                    "classpath:messages/invitation",
                    "classpath:messages/survey",
                    "classpath:messages/assessment",
                    "classpath:messages/closure",
                    "classpath:messages/access",
                    "classpath:messages/process",
                    "classpath:messages/demo");
            return messages;
        }
    }
}
