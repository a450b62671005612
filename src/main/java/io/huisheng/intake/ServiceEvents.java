package io.huisheng.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.Conflict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where service events come in, each of them exactly once, however often and from wherever it is delivered. */
@Service
public class ServiceEvents {

    private static final Logger log = LoggerFactory.getLogger(ServiceEvents.class);

    private final EventReader reader;
    private final ReceivedEvents received;
    private final Customers customers;
    private final CaseFiles files;
    private final TransactionTemplate transaction;
    private final IntakeSettings settings;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    ServiceEvents(
            EventReader reader,
            ReceivedEvents received,
            Customers customers,
            CaseFiles files,
            PlatformTransactionManager transactions,
            IntakeSettings settings,
            ObjectMapper json,
            MeterRegistry meters,
            Clock clock) {
        this.reader = reader;
        this.received = received;
        this.customers = customers;
        this.files = files;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes one event as its sender wrote it, and returns the receipt as JSON.
     *
     * @throws io.huisheng.shared.InvalidInput with everything that is wrong with it
     * @throws Conflict where it contradicts what was received before
     */
    public String receive(byte[] body) {
        return take(reader.read(reader.parse(body))).receipt();
    }

    /** Takes one event in a transaction of its own; one that lost against another is tried again. */
    Taken take(IncomingEvent incoming) {
        var taken = persistently(() -> transaction.execute(status -> enter(incoming)));
        count(taken);
        return taken;
    }

    /** Takes all of these events in one transaction, or none of them. */
    List<Taken> takeTogether(List<IncomingEvent> incoming) {
        var taken =
                transaction.execute(status -> incoming.stream().map(this::enter).toList());
        taken.forEach(this::count);
        return taken;
    }

    private Taken enter(IncomingEvent incoming) {
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!received.enter(incoming, receivedAt)) {
            return alreadyTaken(incoming);
        }
        customers.remember(incoming.customer(), incoming.event().occurredAt());
        var receipt = receiptFor(incoming, files.receive(incoming.event()), receivedAt);
        received.keepReceipt(incoming.eventId(), receipt);
        return new Taken(true, receipt);
    }

    private Taken alreadyTaken(IncomingEvent incoming) {
        var before = received.find(incoming.eventId())
                .filter(entry -> entry.receipt() != null)
                // Whoever was first has rolled back in between, so the next attempt may be the first.
                .orElseThrow(() -> new TransientDataAccessResourceException("The first delivery has vanished"));
        if (!before.said(incoming.contentHash())) {
            meters.counter("huisheng.intake.events", "outcome", "changed").increment();
            log.atWarn()
                    .addKeyValue("eventId", incoming.eventId())
                    .addKeyValue("caseNo", incoming.event().caseNo())
                    .log("A service event came again with other content");
            throw new Conflict("intake.conflict.changed-content", incoming.eventId());
        }
        return new Taken(false, String.valueOf(before.receipt()));
    }

    private String receiptFor(IncomingEvent incoming, CaseFile file, Instant receivedAt) {
        var receipt = new Receipt(
                incoming.eventId(),
                file.caseNo().value(),
                file.round(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(receivedAt.atZone(BusinessTime.ZONE)));
        try {
            return json.writeValueAsString(receipt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Taken persistently(Supplier<Taken> attempt) {
        for (int number = 1; ; number++) {
            try {
                return attempt.get();
            } catch (RuntimeException failure) {
                if (!Contention.isBehind(failure)) {
                    throw failure;
                }
                if (number >= settings.attempts()) {
                    throw new TransientDataAccessResourceException("Lost against others too often", failure);
                }
                meters.counter("huisheng.intake.retries").increment();
                rest(settings.pause().multipliedBy(number));
            }
        }
    }

    /** Half of the time or more, by chance: those who collided must not meet again. */
    private static void rest(Duration longest) {
        var most = Math.max(2, longest.toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
    }

    private void count(Taken taken) {
        meters.counter("huisheng.intake.events", "outcome", taken.isNew() ? "new" : "repeated")
                .increment();
    }
}
