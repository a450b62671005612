package io.huisheng.messaging;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.OutboxRows.Claimed;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one batch of messages over one connection. Each message has its own fate: taken, composed, fenced, handed over, and
 * recorded together with what others do about it.
 */
@Component
class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final OutboxRows rows;
    private final CaseFiles files;
    private final ObjectProvider<MessageComposer> composers;
    private final List<Carrier> carriers;
    private final Clock clock;
    private final MessagingSettings settings;
    private final MessageMeters meters;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Deliveries(
            OutboxRows rows,
            CaseFiles files,
            ObjectProvider<MessageComposer> composers,
            List<Carrier> carriers,
            Clock clock,
            MessagingSettings settings,
            MessageMeters meters,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.files = files;
        this.composers = composers;
        this.carriers = carriers;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Sends the messages of a channel whose turn has come, at most as many as share a connection. */
    Batch sendBatch(Channel channel, BooleanSupplier stopping) {
        var carrier = carriers.stream()
                .filter(one -> one.channel() == channel)
                .findFirst()
                .orElseThrow();
        var claim = UUID.randomUUID();
        var claimed = transaction.execute(status -> rows.claim(
                channel, claim, settings.batchSize(), settings.lease(), carrier.giveUpAfter(), clock.instant()));
        if (claimed == null || claimed.isEmpty()) {
            return Batch.EMPTY;
        }
        var waiting = new ArrayDeque<Claimed>();
        for (var message : claimed) {
            if (message.acceptedAt() == null) {
                waiting.add(message);
            } else {
                recordSent(message, message.acceptedAt(), null, stopping);
            }
        }
        var full = claimed.size() == settings.batchSize();
        return waiting.isEmpty() ? new Batch(full, 0, 0) : send(carrier, claim, waiting, full, stopping);
    }

    private Batch send(Carrier carrier, UUID claim, Queue<Claimed> waiting, boolean full, BooleanSupplier stopping) {
        var fates = new EnumMap<Fate, Integer>(Fate.class);
        var reachable = true;
        try (var connection = carrier.open()) {
            while (!waiting.isEmpty()) {
                if (stopping.getAsBoolean()) {
                    rows.release(claim);
                    break;
                }
                connection.reopenIfLost();
                fates.merge(deliver(connection, claim, waiting.remove(), stopping), 1, Integer::sum);
            }
        } catch (Refused noConnection) {
            log.atWarn()
                    .addKeyValue("error", noConnection.code())
                    .addKeyValue("messages", waiting.size())
                    .log("Mail server can't be reached, messages wait");
            waiting.forEach(message -> fates.merge(postponeOrGiveUp(claim, message, noConnection), 1, Integer::sum));
            reachable = false;
        }
        return new Batch(reachable && full, fates.getOrDefault(Fate.LEFT, 0), fates.getOrDefault(Fate.HANDED_ON, 0));
    }

    private Fate deliver(Carrier.Connection connection, UUID claim, Claimed message, BooleanSupplier stopping) {
        try {
            var parcel = prepare(connection, claim, message);
            if (parcel == null) {
                return Fate.STAYED;
            }
            var refusedInPart = parcel.handOver();
            recordSent(message, clock.instant(), refusedInPart, stopping);
            return Fate.LEFT;
        } catch (NotYet later) {
            rows.hold(message.id(), claim, later.pause(), later.notBefore());
            return Fate.STAYED;
        } catch (Refused refused) {
            return postponeOrGiveUp(claim, message, refused);
        }
    }

    /**
     * Composes the message and, as the last step before it leaves, makes sure that it is still ours to send; null where it is
     * not, or where it was withdrawn.
     */
    private Carrier.@Nullable Parcel prepare(Carrier.Connection connection, UUID claim, Claimed message)
            throws Refused, NotYet {
        try {
            return transaction.execute(status -> {
                try {
                    connection.admit(message);
                    var parcel = compose(connection, claim, message);
                    if (parcel != null && !rows.renew(message.id(), claim, settings.lease())) {
                        status.setRollbackOnly();
                        return null;
                    }
                    return parcel;
                } catch (Refused | NotYet | MessagingException | IOException failure) {
                    throw new NotComposed(failure);
                }
            });
        } catch (NotComposed failure) {
            if (failure.why instanceof Refused refused) {
                throw refused;
            }
            if (failure.why instanceof NotYet later) {
                throw later;
            }
            throw notComposed(message, failure.why);
        } catch (RuntimeException failure) {
            throw notComposed(message, failure);
        }
    }

    private static Refused notComposed(Claimed message, Throwable failure) {
        // The text of the failure may repeat what a customer wrote; where it happened is enough to find it.
        var trace = failure.getStackTrace();
        log.atError()
                .addKeyValue("messageId", message.id())
                .addKeyValue("kind", message.kind())
                .addKeyValue("caseNo", message.caseNo())
                .addKeyValue("error", failure.getClass().getName())
                .addKeyValue("at", trace.length == 0 ? "unknown" : trace[0])
                .log("Message can't be composed");
        return Refused.forNow("COMPOSER_" + failure.getClass().getSimpleName());
    }

    private Carrier.@Nullable Parcel compose(Carrier.Connection connection, UUID claim, Claimed message)
            throws Refused, MessagingException, IOException {
        var composition = compose(message);
        if (composition instanceof Withdrawn withdrawn) {
            if (rows.ended(message.id(), claim, "CANCELLED", code(withdrawn.reason()), clock.instant())) {
                meters.count(message.kind(), "withdrawn");
                log(message).addKeyValue("reason", code(withdrawn.reason())).log("Message withdrawn");
            }
            return null;
        }
        return connection.pack(message, (Letter) composition);
    }

    /** What a diagram queued before it heard that its customer was erased does not reach him either. */
    private MessageComposer.Composition compose(Claimed message) throws Refused {
        return message.role() == null && files.isErased(message.caseNo())
                ? new Withdrawn("CUSTOMER_ERASED")
                : composerOf(message.kind()).compose(message.queued());
    }

    private MessageComposer composerOf(String kind) throws Refused {
        return composers.stream()
                .filter(composer -> composer.kinds().contains(kind))
                .findFirst()
                .orElseThrow(() -> Refused.forNow("NO_COMPOSER"));
    }

    /**
     * Records that the server has the message, and tells the other rooms in the same transaction. While the database is away
     * this waits for it: forgetting it would send the message again.
     */
    private void recordSent(Claimed message, Instant at, @Nullable String refusedInPart, BooleanSupplier stopping) {
        while (true) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (rows.sent(message.id(), at, refusedInPart)) {
                        events.publishEvent(new MessageDelivered(
                                message.id(), message.kind(), message.caseNo(), message.reference(), at));
                    }
                });
                meters.count(message.kind(), "sent");
                log(message).log("Message sent");
                return;
            } catch (RuntimeException failure) {
                if (!DatabaseAway.isWhy(failure) && keepForLater(message, at, failure)) {
                    return;
                }
                if (stopping.getAsBoolean() || !pause(settings.settleEvery())) {
                    log(message).log("Message was sent, but that could not be recorded; it may be sent again");
                    return;
                }
            }
        }
    }

    /** Whoever listens can't take it now: what was sent stays sent, telling is tried again on the message's next turn. */
    private boolean keepForLater(Claimed message, Instant at, RuntimeException failure) {
        try {
            rows.accepted(
                    message.id(), at, "LISTENER_" + code(failure.getClass().getSimpleName()), pauseAfter(message));
            log.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("kind", message.kind())
                    .addKeyValue("caseNo", message.caseNo())
                    .addKeyValue("error", failure.getClass().getName())
                    .log("Message was sent, but a listener failed; it will be told again");
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }

    private Fate postponeOrGiveUp(UUID claim, Claimed message, Refused refused) {
        if (!refused.permanent() && !message.overdue()) {
            rows.postpone(message.id(), claim, code(refused.code()), pauseAfter(message, refused));
            meters.count(message.kind(), "postponed");
            log(message).addKeyValue("error", refused.code()).log("Message postponed");
            return Fate.STAYED;
        }
        try {
            var handedOn = transaction.execute(status -> {
                if (message.nextChannels().isEmpty()) {
                    giveUp(claim, message, refused);
                    return false;
                }
                return handOn(claim, message, refused);
            });
            return Boolean.TRUE.equals(handedOn) ? Fate.HANDED_ON : Fate.STAYED;
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("error", failure.getClass().getName())
                    .log("Nobody could be told that a message is undeliverable; it will be tried again");
            rows.postpone(message.id(), claim, code(refused.code()), pauseAfter(message));
            return Fate.STAYED;
        }
    }

    /** What this channel could not do, the next one may. */
    private boolean handOn(UUID claim, Claimed message, Refused refused) {
        if (!rows.handOn(message, claim, code(refused.code()), clock.instant())) {
            return false;
        }
        meters.count(message.kind(), "handed-on");
        log(message)
                .addKeyValue("error", refused.code())
                .addKeyValue("nextChannel", message.nextChannels().get(0))
                .log("Channel failed, message goes another way");
        return true;
    }

    private void giveUp(UUID claim, Claimed message, Refused refused) {
        var at = clock.instant();
        if (!rows.ended(message.id(), claim, "FAILED", code(refused.code()), at)) {
            return;
        }
        rows.keepTry(message, code(refused.code()), at);
        events.publishEvent(new MessageUndeliverable(
                message.id(), message.kind(), message.caseNo(), message.reference(), at, code(refused.code())));
        meters.count(message.kind(), "undeliverable");
        log.atWarn()
                .addKeyValue("messageId", message.id())
                .addKeyValue("kind", message.kind())
                .addKeyValue("caseNo", message.caseNo())
                .addKeyValue("error", refused.code())
                .log("Message is undeliverable");
    }

    private Duration pauseAfter(Claimed message, Refused refused) {
        var wanted = refused.pause();
        return wanted == null || wanted.compareTo(settings.longestPause()) > 0 ? pauseAfter(message) : wanted;
    }

    private Duration pauseAfter(Claimed message) {
        var doubled = settings.firstPause().toMillis() * Math.pow(2, message.attempt() - 1.0);
        var capped = Math.min(doubled, settings.longestPause().toMillis());
        return Duration.ofMillis((long)
                (capped * (1 + settings.jitter() * ThreadLocalRandom.current().nextDouble())));
    }

    private static boolean pause(Duration pause) {
        try {
            return !new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String code(String text) {
        var line = OneLine.of(text);
        return line.codePointCount(0, line.length()) <= 80 ? line : line.substring(0, line.offsetByCodePoints(0, 80));
    }

    private static LoggingEventBuilder log(Claimed message) {
        return log.atInfo()
                .addKeyValue("messageId", message.id())
                .addKeyValue("kind", message.kind())
                .addKeyValue("channel", message.channel())
                .addKeyValue("caseNo", message.caseNo())
                .addKeyValue("attempt", message.attempt());
    }

    /**
     * What became of one batch.
     *
     * @param full there are probably more messages whose turn has come
     * @param left how many messages the server has accepted
     * @param handedOn how many wait for their next channel now
     */
    record Batch(boolean full, int left, int handedOn) {
        static final Batch EMPTY = new Batch(false, 0, 0);
    }

    /** What became of one message. */
    private enum Fate {
        LEFT,
        HANDED_ON,
        STAYED
    }

    /** Carries a checked failure out of a transaction, which it rolls back. */
    private static final class NotComposed extends RuntimeException {

        private final transient Exception why;

        NotComposed(Exception why) {
            super(null, why, false, false);
            this.why = why;
        }
    }
}
