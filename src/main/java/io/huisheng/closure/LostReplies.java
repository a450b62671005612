package io.huisheng.closure;

import io.huisheng.messaging.MessageUndeliverable;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears that a letter about a duty did not reach the customer, and says so where it owes him an answer (E1, E2). */
@Component
class LostReplies {

    private static final Set<String> OWED = Set.of("ACKNOWLEDGEMENT", "REPLY");

    private final DutyRows rows;
    private final ApplicationEventPublisher events;

    LostReplies(DutyRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @EventListener
    void on(MessageUndeliverable event) {
        if (event.reference() != null && OWED.contains(event.kind())) {
            rows.find(event.reference())
                    .ifPresent(duty -> events.publishEvent(new ReplyUndeliverable(duty.caseNo(), duty.round())));
        }
    }
}
