package io.huisheng.customer;

import static io.huisheng.customer.CustomerRecords.utc;

import io.huisheng.shared.Inserts;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When each identity was invited last; decides who of several callers may invite next (A12). */
@Component
class QuietPeriods {

    private final JdbcClient jdbc;
    private final Inserts inserts;

    QuietPeriods(JdbcClient jdbc, Inserts inserts) {
        this.jdbc = jdbc;
        this.inserts = inserts;
    }

    /** Needs the caller's transaction: the rows stay locked until it ends, and nothing is reserved when it fails. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reserve(SortedSet<String> identities, String reservedFor, Duration quiet, Instant now) {
        // In sorted order, one after the other: two customers who share some of their identities meet at the first one
        // they
        // share, so neither can hold what the other waits for.
        var lastOfAll =
                identities.stream().map(this::lock).flatMap(Optional::stream).max(Instant::compareTo);
        if (lastOfAll.isPresent() && lastOfAll.get().isAfter(now.minus(quiet))) {
            return false;
        }
        jdbc.sql("""
                        update quiet_period
                        set previous_at = last_invited_at, last_invited_at = :now, reserved_for = :for
                        where identity_key in (:keys)""")
                .param("now", utc(now))
                .param("for", reservedFor)
                .param("keys", identities)
                .update();
        return true;
    }

    /** Takes back a reservation; the invitation before it counts again. */
    void release(SortedSet<String> identities, String reservedFor) {
        jdbc.sql("""
                        update quiet_period set last_invited_at = previous_at, previous_at = null, reserved_for = null
                        where identity_key in (:keys) and reserved_for = :for""").param("keys", identities).param("for", reservedFor).update();
    }

    /** Counts no longer what is counted for these identities, unless somebody else is known by one of them. */
    void forget(SortedSet<String> identities) {
        jdbc.sql("""
                        delete from quiet_period where identity_key in (:keys) and not exists (
                          select 1 from customer_contact k
                          where k.email_key = quiet_period.identity_key or k.phone_key = quiet_period.identity_key)""").param("keys", identities).update();
    }

    Optional<Instant> lastInvited(SortedSet<String> identities) {
        return jdbc.sql("""
                        select last_invited_at from quiet_period
                        where identity_key in (:keys) and last_invited_at is not null
                        order by last_invited_at desc""").param("keys", identities).query(OffsetDateTime.class).stream()
                .findFirst()
                .map(OffsetDateTime::toInstant);
    }

    private Optional<Instant> lock(String identity) {
        inserts.ifAbsent("quiet_period", Map.of("identity_key", identity));
        return jdbc.sql("select last_invited_at from quiet_period where identity_key = ? for update")
                .param(identity)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }
}
