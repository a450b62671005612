package io.huisheng.testing;

import io.huisheng.shared.BusinessTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A clock that ticks as clocks do, from a moment that the test chooses, and that the test can put forward. */
public final class TickingClock extends Clock {

    private final Clock machine = Clock.systemUTC();
    private volatile Duration ahead;

    public TickingClock(String start) {
        this.ahead =
                Duration.between(machine.instant(), OffsetDateTime.parse(start).toInstant());
    }

    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** The present moment as an event would name it. */
    public String now() {
        return instant()
                .atZone(BusinessTime.ZONE)
                .toOffsetDateTime()
                .withNano(0)
                .toString();
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return BusinessTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
