package io.huisheng.testing;

import com.icegreen.greenmail.util.GreenMail;
import io.huisheng.HuishengApplication;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** One node of the whole application inside the test: real database, real mail server, real HTTP, the clock in the test's hands. */
public final class Node implements AutoCloseable {

    /** The key with which tests post service events. */
    public static final String API_KEY = "demo-key";

    /** Two real nodes never share a logging system; here all have the one of the JVM, so they prepare it one after the other. */
    private static final ReentrantLock LOGGING = new ReentrantLock();

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a node without the demo on this database; further settings as {@code name=value}. */
    public static Node on(String databaseUrl, GreenMail mail, Clock clock, String dataDir, String... settings) {
        var properties = new ArrayList<>(List.of(
                "spring.profiles.active=test",
                "server.port=0",
                "spring.datasource.url=" + databaseUrl,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "spring.datasource.hikari.maximum-pool-size=30",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + mail.getSmtp().getPort(),
                "huisheng.data-dir=" + dataDir,
                "huisheng.messaging.from=service@huisheng.example",
                "huisheng.messaging.poll-every=200ms",
                "huisheng.identity.admin.id=admin",
                "huisheng.identity.admin.password=a-long-password-for-tests",
                "huisheng.access.api-keys[0].name=tests",
                "huisheng.access.api-keys[0].sha256=c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c",
                "huisheng.access.api-keys[0].customer-data=true",
                "huisheng.access.limits.answers.per-minute=100000",
                "huisheng.access.limits.answers.burst=100000",
                // a journey must know what follows; the draw has tests of its own (C5)
                "huisheng.verification.sampling=false",
                "spring.jmx.enabled=false"));
        properties.addAll(List.of(settings));
        var application = new SpringApplicationBuilder(HuishengApplication.class)
                .initializers(starting -> {
                    ((GenericApplicationContext) starting)
                            .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                    starting.getBeanFactory().registerSingleton("noTestClasses", new NoTestClasses());
                })
                .listeners(new LoggingIsReady())
                .properties(Map.of("spring.main.banner-mode", "off"));
        LOGGING.lock();
        try {
            return new Node(application.run(
                    properties.stream().map(property -> "--" + property).toArray(String[]::new)));
        } finally {
            // it failed before its logging was ready
            if (LOGGING.isHeldByCurrentThread()) {
                LOGGING.unlock();
            }
        }
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans of a type by their names. */
    public <T> Map<String, T> all(Class<T> type) {
        return context.getBeansOfType(type);
    }

    public String base() {
        return "http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        var url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
        context.close();
        Database.forget(url);
    }

    /** The last to hear of the environment, after Spring Boot has set up the logging: from here on nodes start side by side. */
    private static final class LoggingIsReady
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
            LOGGING.unlock();
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    /** The application scans its own packages, in which the tests live too. */
    private static final class NoTestClasses extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoTestClasses;
        }

        @Override
        public int hashCode() {
            return NoTestClasses.class.hashCode();
        }
    }
}
