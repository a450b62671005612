package io.huisheng.intake;

import io.huisheng.casefile.ServiceEvent;
import io.huisheng.customer.CustomerUpdate;

/** A delivery that keeps all the rules: the event, what it says about the customer, and what tells it from another content. */
record IncomingEvent(ServiceEvent event, CustomerUpdate customer, String contentHash) {

    String eventId() {
        return event.eventId();
    }
}
