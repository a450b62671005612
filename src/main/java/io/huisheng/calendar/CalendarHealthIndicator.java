package io.huisheng.calendar;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Shows missing holiday schedules to whoever watches the house; it works on without them, so it stays up. */
@Component
class CalendarHealthIndicator extends AbstractHealthIndicator {

    private final CalendarGaps gaps;

    CalendarHealthIndicator(CalendarGaps gaps) {
        this.gaps = gaps;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("knownYears", gaps.knownYears());
        var missing = gaps.missingYears();
        if (!missing.isEmpty()) {
            health.withDetail("calendar", "No holiday schedule for " + missing + ": only weekends count as days off")
                    .withDetail("missingYears", missing);
        }
        if (!gaps.refusedFiles().isEmpty()) {
            health.withDetail("refusedFiles", gaps.refusedFiles());
        }
    }
}
