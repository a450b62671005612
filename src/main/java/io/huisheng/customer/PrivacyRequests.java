package io.huisheng.customer;

import io.huisheng.customer.PrivacyRequest.Kind;
import io.huisheng.shared.Inserts;
import io.huisheng.shared.SharedSecret;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of what was handed out and what was erased (G3, PIPL). It outlives the customers it is about, so it knows them by
 * a keyed digest only: whoever asks with a customer number finds the line, nobody finds a number in it.
 */
@Service
public class PrivacyRequests {

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final Clock clock;
    private final SharedSecret secret;

    PrivacyRequests(JdbcClient jdbc, Inserts inserts, Clock clock) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.clock = clock;
        this.secret = new SharedSecret("privacy_secret", "customer", inserts, jdbc);
    }

    /** Makes the secret outside any transaction: an erasure that is rolled back must not take it along. */
    @EventListener(ApplicationStartedEvent.class)
    void prepare() {
        secret.prepare();
    }

    /** Puts on record that the data of a customer was handed out. */
    @Transactional
    public PrivacyRequest exported(String customerNo, int cases, String by) {
        return keep(customerNo, Kind.EXPORT, null, cases, by);
    }

    /** Puts on record that a customer was erased. */
    @Transactional
    public PrivacyRequest erased(String customerNo, ErasureReason reason, int cases, String by) {
        return keep(customerNo, Kind.ERASURE, reason, cases, by);
    }

    /** Everything on record about a customer number, the newest first. */
    public List<PrivacyRequest> of(String customerNo) {
        return jdbc.sql("select * from privacy_request where customer_key = ? order by at desc, id")
                .param(keyOf(customerNo))
                .query((row, number) -> new PrivacyRequest(
                        row.getObject("id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        reason(row.getString("reason")),
                        row.getInt("cases"),
                        row.getString("by_user"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The last time somebody with this customer number was erased. */
    public Optional<PrivacyRequest> lastErasureOf(String customerNo) {
        return of(customerNo).stream()
                .filter(request -> request.kind() == Kind.ERASURE)
                .findFirst();
    }

    private PrivacyRequest keep(String customerNo, Kind kind, @Nullable ErasureReason reason, int cases, String by) {
        // As precise as a database keeps it: whoever asks again gets the equal answer.
        var request = new PrivacyRequest(
                UUID.randomUUID(), kind, reason, cases, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var row = new TreeMap<String, @Nullable Object>();
        row.put("id", request.id());
        row.put("kind", kind.name());
        row.put("customer_key", keyOf(customerNo));
        row.put("reason", reason == null ? null : reason.name());
        row.put("cases", cases);
        row.put("by_user", by);
        row.put("at", request.at().atOffset(ZoneOffset.UTC));
        inserts.ifAbsent("privacy_request", row);
        return request;
    }

    private static @Nullable ErasureReason reason(@Nullable String name) {
        return name == null ? null : ErasureReason.valueOf(name);
    }

    private String keyOf(String customerNo) {
        return HexFormat.of().formatHex(secret.sign(customerNo));
    }
}
