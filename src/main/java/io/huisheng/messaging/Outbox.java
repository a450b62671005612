package io.huisheng.messaging;

import io.huisheng.shared.Inserts;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where messages wait until they leave: written in the business transaction, sent after its commit, at least once. */
@Service
public class Outbox {

    private final Inserts inserts;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final OutboxRows rows;

    Outbox(Inserts inserts, Clock clock, Dispatcher dispatcher, OutboxRows rows) {
        this.rows = rows;
        this.inserts = inserts;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    /** Queues a message; a second message with the same key changes nothing. Returns whether it is new. */
    @Transactional
    public boolean add(NewMessage message) {
        // next_at is left to the column's default: turns are counted by the clock of the database.
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", UUID.randomUUID());
        row.put("dedup_key", message.deduplicationKey());
        row.put("kind", message.kind());
        row.put("channel", message.channel().name());
        row.put("case_no", message.caseNo().value());
        row.put("reference", message.reference());
        row.put("role", message.role());
        row.put("state", "NEW");
        row.put("queued_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        var isNew = inserts.ifAbsent("outbox", row);
        if (isNew) {
            TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit(dispatcher));
        }
        return isNew;
    }

    /**
     * Sends everything that is due now on the calling thread, and returns how many messages left. What the background is
     * sending meanwhile has left as well when this returns; what cannot be delivered now waits for its next turn.
     */
    public int drain() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "What this transaction queues leaves after its commit, so drain outside of it");
        }
        return dispatcher.drain();
    }

    /**
     * Frees the messages that a process which died held in its hands, without waiting for their leases to run out; only for
     * whoever knows that no other process sends. What had left but was not recorded leaves again.
     */
    @Transactional
    public void takeOver() {
        rows.endLeases();
    }

    private record WakeAfterCommit(Dispatcher dispatcher) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            dispatcher.wake();
        }
    }
}
