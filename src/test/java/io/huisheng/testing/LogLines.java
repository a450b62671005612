package io.huisheng.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * What our rooms log during a test, one line per event with level, text and fields. Read from the logger itself: where the
 * console goes depends on the applications that were started and closed in this JVM before.
 */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.huisheng");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        // an application that failed to start leaves a filter behind that denies everything
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().clear();
        logger.setLevel(Level.INFO);
        events.setContext(logger.getLoggerContext());
        events.start();
        logger.addAppender(events);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(events);
        events.list.clear();
    }

    /** Everything logged so far. */
    public String text() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs())
                .collect(Collectors.joining("\n"));
    }
}
