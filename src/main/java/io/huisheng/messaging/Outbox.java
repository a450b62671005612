package io.huisheng.messaging;

import org.springframework.stereotype.Service;

/** Where messages wait until they leave: written in the business transaction, sent after its commit, at least once. */
@Service
public class Outbox {

    /** Queues a message; a second message with the same key changes nothing. Returns whether it is new. */
    public boolean add(NewMessage message) {
        throw new UnsupportedOperationException();
    }

    /** Sends everything that is due now on the calling thread, and returns how many messages left. */
    public int drain() {
        throw new UnsupportedOperationException();
    }
}
