package io.huisheng.closure;

import java.util.UUID;
import org.springframework.stereotype.Service;

/** What the house writes to a customer about his feedback: thanks, acknowledgement, reply. */
@Service
public class CustomerMessages {

    /** Thanks a satisfied customer, with the promised reward (E7). */
    public void thank(UUID dutyId) {
        throw new UnsupportedOperationException();
    }

    /** Tells the customer that his suggestion was received and is being handled (E1). */
    public void acknowledge(UUID dutyId) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the reply that a member of staff wrote and queues it (E2). */
    public void reply(UUID dutyId, String text, String by) {
        throw new UnsupportedOperationException();
    }
}
