package io.huisheng.messaging;

import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.OutboxRows.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
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
    private final ObjectProvider<MessageComposer> composers;
    private final Letters letters;
    private final MailServer server;
    private final Staff staff;
    private final Clock clock;
    private final MessagingSettings settings;
    private final MessageMeters meters;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Deliveries(
            OutboxRows rows,
            ObjectProvider<MessageComposer> composers,
            Letters letters,
            MailServer server,
            Staff staff,
            Clock clock,
            MessagingSettings settings,
            MessageMeters meters,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.composers = composers;
        this.letters = letters;
        this.server = server;
        this.staff = staff;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Sends the messages whose turn has come, at most as many as share a connection. */
    Batch sendBatch(BooleanSupplier stopping) {
        var claim = UUID.randomUUID();
        var claimed = transaction.execute(
                status -> rows.claim(claim, settings.batchSize(), settings.lease(), settings.giveUpAfter()));
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
        var left = waiting.isEmpty() ? 0 : send(claim, waiting, stopping);
        return new Batch(left >= 0 && claimed.size() == settings.batchSize(), Math.max(left, 0));
    }

    /** Returns how many messages left, or -1 where the mail server can't be reached. */
    private int send(UUID claim, Queue<Claimed> waiting, BooleanSupplier stopping) {
        var left = 0;
        try (var connection = server.connect()) {
            while (!waiting.isEmpty()) {
                if (stopping.getAsBoolean()) {
                    rows.release(claim);
                    return left;
                }
                connection.reopenIfLost();
                if (deliver(connection, claim, waiting.remove(), stopping)) {
                    left++;
                }
            }
            return left;
        } catch (Refused noConnection) {
            postponeAll(claim, waiting, noConnection);
            return -1;
        }
    }

    private void postponeAll(UUID claim, Collection<Claimed> messages, Refused reason) {
        log.atWarn()
                .addKeyValue("error", reason.code())
                .addKeyValue("messages", messages.size())
                .log("Mail server can't be reached, messages wait");
        messages.forEach(message -> postponeOrGiveUp(claim, message, reason));
    }

    private boolean deliver(MailServer.Connection connection, UUID claim, Claimed message, BooleanSupplier stopping) {
        try {
            var mail = prepare(connection.session(), claim, message);
            if (mail == null) {
                return false;
            }
            var refusedInPart = connection.send(mail);
            recordSent(message, clock.instant(), refusedInPart, stopping);
            return true;
        } catch (Refused refused) {
            postponeOrGiveUp(claim, message, refused);
            return false;
        }
    }

    /**
     * Composes the mail and, as the last step before it leaves, makes sure that it is still ours to send; null where it is not,
     * or where it was withdrawn.
     */
    private @Nullable MimeMessage prepare(Session session, UUID claim, Claimed message) throws Refused {
        try {
            return transaction.execute(status -> {
                try {
                    var mail = compose(session, claim, message);
                    if (mail != null && !rows.renew(message.id(), claim, settings.lease())) {
                        status.setRollbackOnly();
                        return null;
                    }
                    return mail;
                } catch (Refused | MessagingException | UnsupportedEncodingException failure) {
                    throw new NotComposed(failure);
                }
            });
        } catch (NotComposed failure) {
            if (failure.why instanceof Refused refused) {
                throw refused;
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

    private @Nullable MimeMessage compose(Session session, UUID claim, Claimed message)
            throws Refused, MessagingException, UnsupportedEncodingException {
        var composition = composerOf(message.kind()).compose(message.queued());
        if (composition instanceof Withdrawn withdrawn) {
            if (rows.ended(message.id(), claim, "CANCELLED", code(withdrawn.reason()), clock.instant())) {
                meters.count(message.kind(), "withdrawn");
                log(message).addKeyValue("reason", code(withdrawn.reason())).log("Message withdrawn");
            }
            return null;
        }
        var letter = (Letter) composition;
        return letters.mail(session, message, letter, recipients(message, letter));
    }

    private MessageComposer composerOf(String kind) throws Refused {
        return composers.stream()
                .filter(composer -> composer.kinds().contains(kind))
                .findFirst()
                .orElseThrow(() -> Refused.forNow("NO_COMPOSER"));
    }

    private List<InternetAddress> recipients(Claimed message, Letter letter) throws Refused {
        var addresses = new LinkedHashSet<String>();
        if (letter.to() != null) {
            addresses.add(letter.to());
        } else if (message.role() != null) {
            addresses.addAll(staff.addressesOf(message.role()));
        }
        if (addresses.isEmpty()) {
            throw Refused.forGood("NO_ADDRESS");
        }
        var mailboxes = new ArrayList<InternetAddress>();
        for (var address : addresses) {
            var mailbox = Mailbox.parse(address);
            if (mailbox != null) {
                mailboxes.add(mailbox);
            }
        }
        if (mailboxes.isEmpty()) {
            throw Refused.forGood("ADDRESS_INVALID");
        }
        return mailboxes;
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

    private void postponeOrGiveUp(UUID claim, Claimed message, Refused refused) {
        if (!refused.permanent() && !message.overdue()) {
            rows.postpone(message.id(), claim, code(refused.code()), pauseAfter(message));
            meters.count(message.kind(), "postponed");
            log(message).addKeyValue("error", refused.code()).log("Message postponed");
            return;
        }
        try {
            transaction.executeWithoutResult(status -> giveUp(claim, message, refused));
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("error", failure.getClass().getName())
                    .log("Nobody could be told that a message is undeliverable; it will be tried again");
            rows.postpone(message.id(), claim, code(refused.code()), pauseAfter(message));
        }
    }

    private void giveUp(UUID claim, Claimed message, Refused refused) {
        var at = clock.instant();
        if (!rows.ended(message.id(), claim, "FAILED", code(refused.code()), at)) {
            return;
        }
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
                .addKeyValue("caseNo", message.caseNo())
                .addKeyValue("attempt", message.attempt());
    }

    /**
     * What became of one batch.
     *
     * @param full there are probably more messages whose turn has come
     * @param left how many messages the server has accepted
     */
    record Batch(boolean full, int left) {
        static final Batch EMPTY = new Batch(false, 0);
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
