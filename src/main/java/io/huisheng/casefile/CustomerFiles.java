package io.huisheng.casefile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.Customers;
import io.huisheng.customer.ErasedCustomer;
import io.huisheng.customer.ErasureReason;
import io.huisheng.customer.PrivacyRequest;
import io.huisheng.customer.PrivacyRequests;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything the house keeps of one customer: shown, handed out, erased (D9, G3). */
@Service
class CustomerFiles {

    private static final Logger log = LoggerFactory.getLogger(CustomerFiles.class);
    private static final int ATTEMPTS = 8;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Customers customers;
    private final PrivacyRequests requests;
    private final CaseFileRows rows;
    private final CaseRounds rounds;
    private final CaseDocuments documents;
    private final Timeline timeline;
    private final ObjectProvider<PersonalRecords> records;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    CustomerFiles(
            Customers customers,
            PrivacyRequests requests,
            CaseFileRows rows,
            CaseRounds rounds,
            CaseDocuments documents,
            Timeline timeline,
            ObjectProvider<PersonalRecords> records,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            Clock clock) {
        this.customers = customers;
        this.requests = requests;
        this.rows = rows;
        this.rounds = rounds;
        this.documents = documents;
        this.timeline = timeline;
        this.records = records;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.meters = meters;
        this.clock = clock;
    }

    /** What the house may know about a customer without knowing who he is. */
    CustomerProfile profileOf(String customerNo) {
        return customers.profileOf(customerNo);
    }

    boolean isErased(String customerNo) {
        return customers.isErased(customerNo);
    }

    /** The cases of which a customer has at least one round, the newest first. */
    List<CaseFile> casesOf(String customerNo) {
        return rounds.casesOf(customerNo).stream()
                .map(rows::find)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    /** What was handed out and erased under this customer number, the newest first. */
    List<PrivacyRequest> requestsAbout(String customerNo) {
        return requests.of(customerNo);
    }

    /**
     * Puts on record that a customer wants no further surveys, with how he said so and who wrote it down (G3): with his consents, and
     * in the timeline of his newest case. Who has opted out already stays as he is.
     *
     * @throws NotFound where nobody is known by this number
     */
    @Transactional
    public void optOut(String customerNo, WayOfOptOut way, String by) {
        if (customers.profileOf(customerNo).optedOut()) {
            return;
        }
        customers.optOut(customerNo, way.name(), clock.instant());
        casesOf(customerNo).stream()
                .findFirst()
                .ifPresent(file -> timeline.tell(
                        file.caseNo(),
                        "OPTED_OUT",
                        by,
                        "casefile.timeline.opted-out",
                        timeline.text("casefile.wayOfOptOut." + way)));
    }

    /** Everything that is known about a customer as one document; that it was handed out is put on record. */
    @Transactional
    public ObjectNode export(String customerNo, String by) {
        var profile = customers.profileOf(customerNo);
        var cases = rounds.casesOf(customerNo);
        var request = requests.exported(customerNo, cases.size(), by);
        var document = documents.empty();
        document.put("exportId", request.id().toString());
        document.set("exportedAt", documents.written(request.at()));
        document.set("customer", documents.written(profile));
        document.set("contact", documents.written(customers.contactOf(customerNo)));
        document.set("consents", documents.written(customers.consentsOf(customerNo)));
        document.set("looksAtContactData", documents.written(customers.looksAt(customerNo)));
        document.set("requests", documents.written(requests.of(customerNo)));
        ArrayNode files = document.putArray("cases");
        cases.forEach(caseNo -> files.add(fileOf(caseNo, customerNo)));
        log.atInfo()
                .addKeyValue("exportId", request.id())
                .addKeyValue("cases", cases.size())
                .addKeyValue("by", by)
                .log("Customer data handed out");
        return document;
    }

    /** The document of the case where it is his altogether, otherwise only what belongs to his rounds. */
    private ObjectNode fileOf(CaseNo caseNo, String customerNo) {
        var his = rounds.of(caseNo, customerNo);
        var isPresent = rows.find(caseNo)
                .filter(file -> file.customerNo().equals(customerNo))
                .isPresent();
        var file = isPresent
                ? documents.of(caseNo)
                : documents.empty().put("caseNo", caseNo.value()).put("customerNo", customerNo);
        var kept = file.putObject("records");
        kept.set("rounds", documents.written(his));
        records.orderedStream().forEach(room -> {
            var content = room.of(caseNo, his);
            if (content != null) {
                kept.set(room.name(), documents.written(content));
            }
        });
        return file;
    }

    /**
     * Erases a customer in all rooms at once and tells the diagrams of his running rounds (G3, PIPL). Whoever asks again is given
     * the record of the first time.
     *
     * @throws NotFound where nobody is or was known by this number
     */
    PrivacyRequest erase(String customerNo, ErasureReason reason, String by) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> eraseOnce(customerNo, reason, by));
            } catch (ConcurrencyFailureException busy) {
                // An answer that comes at this very moment takes the same rows in another order.
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
                LockSupport.parkNanos(PAUSE_NANOS * attempt);
            }
        }
    }

    private PrivacyRequest eraseOnce(String customerNo, ErasureReason reason, String by) {
        var erased = customers.erase(customerNo);
        if (erased.isEmpty()) {
            return requests.lastErasureOf(customerNo).orElseThrow(() -> new NotFound("customer"));
        }
        var cases = rounds.heldCasesOf(customerNo);
        for (CaseFile file : cases) {
            eraseCase(file, customerNo, erased.get(), reason, by);
        }
        timeline.replaceCustomer(customerNo, erased.get().pseudonym());
        customers.forget(erased.get());
        var request = requests.erased(customerNo, reason, cases.size(), by);
        meters.counter("huisheng.customers.erased", "reason", reason.name()).increment();
        log.atInfo()
                .addKeyValue("erasureId", request.id())
                .addKeyValue("cases", cases.size())
                .addKeyValue("by", by)
                .log("Customer erased");
        return request;
    }

    private void eraseCase(CaseFile file, String customerNo, ErasedCustomer customer, ErasureReason reason, String by) {
        var caseNo = file.caseNo();
        var his = rounds.of(caseNo, customerNo);
        var wholeCase = rounds.isOnlyOf(caseNo, customerNo);
        rounds.rename(caseNo, customerNo, customer.pseudonym());
        if (file.customerNo().equals(customerNo)) {
            rows.erase(caseNo, customer.pseudonym(), clock.instant());
        }
        timeline.tell(
                caseNo,
                "CUSTOMER_ERASED",
                by,
                "casefile.timeline.customer-erased",
                timeline.text("casefile.erasureReason." + reason));
        var erased = new ErasedRounds(caseNo, his, wholeCase, customer.pseudonym());
        records.orderedStream().forEach(room -> room.erase(erased));
        his.forEach(round -> events.publishEvent(new CustomerErased(caseNo, round)));
        if (file.isRunning() && file.customerNo().equals(customerNo)) {
            closed(file);
        }
    }

    private void closed(CaseFile file) {
        if (rows.close(file.caseNo(), file.round(), Outcome.CUSTOMER_ERASED, clock.instant())) {
            timeline.tell(
                    file.caseNo(),
                    "LOOP_CLOSED",
                    Timeline.SYSTEM,
                    "casefile.timeline.closed",
                    file.round(),
                    timeline.text("casefile.outcome." + Outcome.CUSTOMER_ERASED));
            meters.counter("huisheng.rounds.closed", "outcome", Outcome.CUSTOMER_ERASED.name())
                    .increment();
        }
    }
}
