package io.huisheng.messaging;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a gateway in peace that keeps failing: after so many failures in a row nothing is posted until a pause is over, then
 * one message goes ahead, and the others follow if it gets through. Waiting itself is the outbox's: a refused message keeps its
 * turn in the database, so nothing is lost when a node dies, and each node finds out for itself how its own way to the gateway
 * is. That is all a library would add here besides a second kind of retry.
 */
final class Circuit {

    private static final Logger log = LoggerFactory.getLogger(Circuit.class);

    private final String gateway;
    private final ChannelSettings.Circuit settings;
    private final LongSupplier nanos;
    private int failures;
    private @Nullable Duration pause;
    private long openUntil;
    private boolean someoneIsAhead;

    Circuit(String gateway, ChannelSettings.Circuit settings, LongSupplier nanos) {
        this.gateway = gateway;
        this.settings = settings;
        this.nanos = nanos;
    }

    /** Refuses while the gateway is left in peace, so that no message is composed in vain. */
    synchronized void look(String code) throws Refused {
        if (pause == null) {
            return;
        }
        var left = openUntil - nanos.getAsLong();
        if (left > 0) {
            throw Refused.forNow(code, Duration.ofNanos(left));
        }
        if (someoneIsAhead) {
            throw Refused.forNow(code, settings.pause());
        }
    }

    /** Lets one caller at a time ahead while nobody knows whether the gateway is back. */
    synchronized void enter(String code) throws Refused {
        look(code);
        someoneIsAhead = pause != null;
    }

    synchronized void succeeded() {
        if (pause != null) {
            log.atInfo().addKeyValue("gateway", gateway).log("Gateway is back");
        }
        failures = 0;
        pause = null;
        someoneIsAhead = false;
    }

    synchronized void failed() {
        someoneIsAhead = false;
        failures++;
        if (pause != null) {
            open(shorter(pause.multipliedBy(2), settings.longestPause()));
        } else if (failures >= settings.failures()) {
            open(settings.pause());
        }
    }

    /** The gateway itself has asked for a pause. */
    synchronized void rest(Duration wanted) {
        someoneIsAhead = false;
        open(shorter(wanted, settings.longestPause()));
    }

    private void open(Duration length) {
        pause = length;
        openUntil = nanos.getAsLong() + length.toNanos();
        log.atWarn()
                .addKeyValue("gateway", gateway)
                .addKeyValue("failures", failures)
                .addKeyValue("pause", length)
                .log("Gateway is left in peace, messages wait");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
