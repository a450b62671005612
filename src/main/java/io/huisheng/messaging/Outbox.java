package io.huisheng.messaging;

import io.huisheng.shared.Inserts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<ChannelOrder> order;
    private final List<Carrier> carriers;

    Outbox(
            Inserts inserts,
            Clock clock,
            Dispatcher dispatcher,
            OutboxRows rows,
            ObjectProvider<ChannelOrder> order,
            List<Carrier> carriers) {
        this.order = order;
        this.carriers = carriers;
        this.rows = rows;
        this.inserts = inserts;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    /** Queues a message; a second message with the same key changes nothing. Returns whether it is new. */
    @Transactional
    public boolean add(NewMessage message) {
        var channels = channelsOf(message);
        // next_at is left to the column's default: turns are counted by the clock of the database.
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", UUID.randomUUID());
        row.put("dedup_key", message.deduplicationKey());
        row.put("kind", message.kind());
        row.put("channel", channels.get(0).name());
        row.put("next_channels", OutboxRows.joined(channels.subList(1, channels.size())));
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

    private List<Channel> channelsOf(NewMessage message) {
        var decided =
                order.stream().flatMap(table -> table.of(message).stream()).toList();
        return Stream.concat(first(message.role()), (decided.isEmpty() ? List.of(message.channel()) : decided).stream())
                .distinct()
                .toList();
    }

    private Stream<Channel> first(@Nullable String role) {
        return role == null
                ? Stream.empty()
                : carriers.stream().filter(carrier -> carrier.comesFirst(role)).map(Carrier::channel);
    }

    /** Whether a channel is set up for the staff of a role, or for customers where there is none. */
    public boolean offers(Channel channel, @Nullable String role) {
        return carriers.stream().anyMatch(carrier -> carrier.channel() == channel && carrier.serves(role));
    }

    /** Whether customers without an e-mail address are asked by text message rather than called. */
    public boolean asksBySms() {
        return carriers.stream().anyMatch(carrier -> carrier instanceof SmsCarrier sms && sms.asks());
    }

    /** When the next message leaves that waits for the end of quiet hours, by the business clock. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextTurn() {
        return rows.nextAfter(clock.instant());
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
