package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the outbox. Turns, leases and limits count by the clock of the database, the same for every node. */
@Repository
class OutboxRows {

    private static final String MILLIS = "cast(? as bigint) * interval '0.001' second";

    private final JdbcClient jdbc;

    OutboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the messages whose turn has come, also those of a sender that died; two callers never take the same. */
    List<Claimed> claim(UUID claim, int atMost, Duration lease, Duration giveUpAfter) {
        var claimed = jdbc.sql("""
                        select id, dedup_key, kind, case_no, reference, role, attempts + 1 as attempt, accepted_at,
                               coalesce(failing_since < current_timestamp - %s, false) as overdue
                          from outbox
                         where state in ('NEW', 'SENDING') and next_at <= current_timestamp
                         order by next_at
                         limit ?
                           for update skip locked
                        """.formatted(MILLIS))
                .param(giveUpAfter.toMillis())
                .param(atMost)
                .query(OutboxRows::claimed)
                .list();
        if (!claimed.isEmpty()) {
            jdbc.sql("""
                            update outbox
                               set state = 'SENDING', claim = :claim, attempts = attempts + 1,
                                   lease_until = current_timestamp + %1$s, next_at = current_timestamp + %1$s
                             where id in (:ids)
                            """.formatted(MILLIS.replace("?", ":lease")))
                    .param("claim", claim)
                    .param("lease", lease.toMillis())
                    .param("ids", claimed.stream().map(Claimed::id).toList())
                    .update();
        }
        return claimed;
    }

    /** Renews the lease right before a message leaves; false where another sender has taken over meanwhile. */
    boolean renew(UUID id, UUID claim, Duration lease) {
        return jdbc.sql("""
                                update outbox set lease_until = current_timestamp + %1$s, next_at = current_timestamp + %1$s
                                 where id = ? and claim = ? and state = 'SENDING' and lease_until > current_timestamp
                                """.formatted(MILLIS))
                        .param(lease.toMillis())
                        .param(lease.toMillis())
                        .param(id)
                        .param(claim)
                        .update()
                == 1;
    }

    /** Gives back what has not been sent, as if it had never been taken. */
    void release(UUID claim) {
        jdbc.sql("""
                        update outbox set state = 'NEW', claim = null, lease_until = null, attempts = attempts - 1,
                               next_at = current_timestamp
                         where claim = ? and state = 'SENDING'
                        """).param(claim).update();
    }

    /** Ends every lease: a sender that lives after all finds at its next step that the message is no longer its own. */
    int endLeases() {
        return jdbc.sql("""
                        update outbox set state = 'NEW', claim = null, lease_until = null, next_at = current_timestamp
                         where state = 'SENDING'
                        """).update();
    }

    /** Lets a message wait after a failure that may pass. */
    void postpone(UUID id, UUID claim, String error, Duration pause) {
        jdbc.sql("""
                        update outbox set state = 'NEW', claim = null, lease_until = null, last_error = ?,
                               failing_since = coalesce(failing_since, current_timestamp),
                               next_at = current_timestamp + %s
                         where id = ? and claim = ? and state = 'SENDING'
                        """.formatted(MILLIS))
                .param(error)
                .param(pause.toMillis())
                .param(id)
                .param(claim)
                .update();
    }

    /** Keeps that the server has a message although nobody could be told yet: it must not be sent again. */
    void accepted(UUID id, Instant at, String error, Duration pause) {
        jdbc.sql("""
                        update outbox set state = 'NEW', claim = null, lease_until = null, last_error = ?, accepted_at = ?,
                               next_at = current_timestamp + %s
                         where id = ? and state in ('NEW', 'SENDING')
                        """.formatted(MILLIS))
                .param(error)
                .param(utc(at))
                .param(pause.toMillis())
                .param(id)
                .update();
    }

    /** The server has the message, whoever holds the claim by now; false where that was known already. */
    boolean sent(UUID id, Instant at, @Nullable String error) {
        return jdbc.sql("""
                                update outbox set state = 'SENT', claim = null, lease_until = null, next_at = null,
                                       last_error = ?, accepted_at = ?, settled_at = ?
                                 where id = ? and state in ('NEW', 'SENDING')
                                """)
                        .param(error)
                        .param(utc(at))
                        .param(utc(at))
                        .param(id)
                        .update()
                == 1;
    }

    /** The message will never leave: FAILED or CANCELLED; false where another sender has taken over meanwhile. */
    boolean ended(UUID id, UUID claim, String state, String reason, Instant at) {
        return jdbc.sql("""
                                update outbox set state = ?, claim = null, lease_until = null, next_at = null,
                                       last_error = ?, settled_at = ?
                                 where id = ? and claim = ? and state = 'SENDING'
                                """)
                        .param(state)
                        .param(reason)
                        .param(utc(at))
                        .param(id)
                        .param(claim)
                        .update()
                == 1;
    }

    long count(String... states) {
        return jdbc.sql("select count(*) from outbox where state in (:states)")
                .param("states", List.of(states))
                .query(Long.class)
                .single();
    }

    @Nullable
    String roleOf(UUID id) {
        return jdbc.sql("select role from outbox where id = ?")
                .param(id)
                .query((row, n) -> Optional.ofNullable(row.getString("role")))
                .optional()
                .flatMap(role -> role)
                .orElse(null);
    }

    List<Line> of(CaseNo caseNo) {
        return jdbc.sql("""
                        select kind, channel, state, coalesce(settled_at, queued_at) as at, attempts, last_error
                          from outbox where case_no = ? order by queued_at, id
                        """)
                .param(caseNo.value())
                .query((row, n) -> new Line(
                        row.getString("kind"),
                        row.getString("channel"),
                        row.getString("state"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts"),
                        row.getString("last_error")))
                .list();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        var acceptedAt = row.getObject("accepted_at", OffsetDateTime.class);
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getString("dedup_key"),
                row.getString("kind"),
                new CaseNo(row.getString("case_no")),
                row.getObject("reference", UUID.class),
                row.getString("role"),
                row.getInt("attempt"),
                row.getBoolean("overdue"),
                acceptedAt == null ? null : acceptedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /**
     * A message that one sender has taken.
     *
     * @param overdue it has been failing for so long that the next failure is the last
     * @param acceptedAt since when the server has it, where only the house has not heard of it yet
     */
    record Claimed(
            UUID id,
            String deduplicationKey,
            String kind,
            CaseNo caseNo,
            @Nullable UUID reference,
            @Nullable String role,
            int attempt,
            boolean overdue,
            @Nullable Instant acceptedAt) {

        QueuedMessage queued() {
            return new QueuedMessage(id, kind, caseNo, reference, role);
        }
    }

    /** What became of one message of a case. */
    record Line(
            String kind,
            String channel,
            String state,
            Instant at,
            int attempts,
            @Nullable String lastError) {}
}
