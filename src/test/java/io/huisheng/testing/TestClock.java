package io.huisheng.testing;

import io.huisheng.shared.BusinessTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A clock that stands still until the test moves it. */
public final class TestClock extends Clock {

    private volatile Instant now;

    public TestClock(String moment) {
        this.now = OffsetDateTime.parse(moment).toInstant();
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(String moment) {
        now = OffsetDateTime.parse(moment).toInstant();
    }

    @Override
    public Instant instant() {
        return now;
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
