package io.huisheng.process.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches what the engine's timers depend on: a node whose clock is wrong would fire them early or late, so it stops its job
 * executor until the clock is right again; incidents are counted for an alarm.
 */
@Component("engine")
class EngineHealth extends AbstractHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(EngineHealth.class);

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final EngineStart executor;
    private final EngineSettings settings;
    private volatile boolean stoppedByClock;

    EngineHealth(
            JdbcClient jdbc,
            RuntimeService runtime,
            EngineStart executor,
            EngineSettings settings,
            MeterRegistry meters) {
        super("The database is away");
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.executor = executor;
        this.settings = settings;
        meters.gauge("huisheng.incidents", this, EngineHealth::incidents);
    }

    /** Without its database a node is down and says so; the class above turns what is thrown here into that answer. */
    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("jobExecutor", executor.isRunning() ? "running" : "stopped");
        var skew = skew();
        health.withDetail("clockSkew", skew.toString())
                .withDetail("incidents", incidents())
                .status(skew.compareTo(settings.clockTolerance()) > 0 ? Status.DOWN : Status.UP);
    }

    /** A node with a wrong clock does no timed work. */
    @Scheduled(fixedDelayString = "${huisheng.process.watch-clock-every:PT20S}")
    void watchClock() {
        if (!settings.background()) {
            return;
        }
        var wrong = skew().compareTo(settings.clockTolerance()) > 0;
        if (wrong && !stoppedByClock) {
            stoppedByClock = true;
            executor.stop();
            LOG.atError()
                    .log("The clock of this node differs from the database's; its job executor is stopped. Check NTP");
        } else if (!wrong && stoppedByClock) {
            stoppedByClock = false;
            executor.start();
            LOG.atWarn().log("The clock of this node is right again; its job executor goes on");
        }
    }

    private double incidents() {
        return runtime.createIncidentQuery().count();
    }

    /** The clock of the machine, not the business clock, which a demo may move. */
    @SuppressWarnings({"JavaTimeDefaultTimeZone", "TimeZoneUsage"})
    private Duration skew() {
        var database =
                jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single();
        return Duration.between(database.toInstant(), Instant.ofEpochMilli(System.currentTimeMillis()))
                .abs();
    }
}
