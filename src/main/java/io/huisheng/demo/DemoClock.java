package io.huisheng.demo;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.Inserts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The business clock of the demo: it ticks like any other, and people can move it forward. A restart never sets it back. */
@Component
@Primary
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoClock extends Clock {

    private final Clock machine;
    private final JdbcClient jdbc;
    private volatile Duration ahead;
    private volatile Instant stoodAt = Instant.EPOCH;
    private volatile boolean standing;

    DemoClock(DemoSettings settings, JdbcClient jdbc, Inserts inserts) {
        this.machine = Clock.system(BusinessTime.ZONE);
        this.jdbc = jdbc;
        var startAt = settings.startAt();
        var first = startAt == null ? Duration.ZERO : Duration.between(machine.instant(), startAt.toInstant());
        inserts.ifAbsent("demo_clock", Map.of("id", 1, "ahead_millis", first.toMillis()));
        this.ahead = Duration.ofMillis(jdbc.sql("select ahead_millis from demo_clock where id = 1")
                .query(Long.class)
                .single());
    }

    /** Moves the clock to a moment; one that has passed already changes nothing. */
    synchronized void moveTo(Instant moment) {
        if (standing && moment.isAfter(stoodAt)) {
            stoodAt = moment;
        }
        var now = machine.instant();
        var further = Duration.between(now, moment).plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
        if (further.compareTo(ahead) <= 0) {
            return;
        }
        jdbc.sql("update demo_clock set ahead_millis = ? where id = 1 and ahead_millis < ?")
                .param(further.toMillis())
                .param(further.toMillis())
                .update();
        ahead = further;
    }

    /** The clock stands at the present moment, so that what falls due together happens at one moment. */
    synchronized void stand() {
        stoodAt = machine.instant().plus(ahead);
        standing = true;
    }

    /** The clock ticks again; the time that really passed while it stood has passed here too. */
    synchronized void goOn() {
        standing = false;
    }

    @Override
    public Instant instant() {
        return standing ? stoodAt : machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return BusinessTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(BusinessTime.ZONE) ? this : new InZone(this, zone);
    }

    private static final class InZone extends Clock {

        private final Clock clock;
        private final ZoneId zone;

        InZone(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(clock, other);
        }
    }
}
