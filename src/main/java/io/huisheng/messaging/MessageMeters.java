package io.huisheng.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What operations can see of the messages: how many ended how, how many wait, how many never arrived. */
@Component
class MessageMeters {

    private final MeterRegistry meters;

    MessageMeters(MeterRegistry meters, OutboxRows rows) {
        this.meters = meters;
        Gauge.builder("huisheng.messages.waiting", () -> rows.count("NEW", "SENDING"))
                .description("Messages that have not left yet")
                .register(meters);
        Gauge.builder("huisheng.messages.failed", () -> rows.count("FAILED"))
                .description("Messages that will never arrive")
                .register(meters);
    }

    void count(String kind, String outcome) {
        meters.counter("huisheng.messages", "kind", kind, "outcome", outcome).increment();
    }
}
