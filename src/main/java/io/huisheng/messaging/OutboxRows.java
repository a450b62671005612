package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /**
     * Takes the messages of a channel whose turn has come, also those of a sender that died; two callers never take the same.
     *
     * @param now the business clock, which those wait for that would disturb somebody
     */
    List<Claimed> claim(Channel channel, UUID claim, int atMost, Duration lease, Duration giveUpAfter, Instant now) {
        var claimed = jdbc.sql("""
                        select id, dedup_key, kind, channel, next_channels, case_no, reference, role,
                               attempts + 1 as attempt, accepted_at,
                               coalesce(failing_since < current_timestamp - %s, false) as overdue
                          from outbox
                         where channel = ? and state in ('NEW', 'SENDING') and next_at <= current_timestamp
                           and (not_before is null or not_before <= ?)
                         order by next_at
                         limit ?
                           for update skip locked
                        """.formatted(MILLIS))
                .param(giveUpAfter.toMillis())
                .param(channel.name())
                .param(utc(now))
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

    /** Lets a message wait for its turn as if it had never been taken. */
    void hold(UUID id, UUID claim, Duration pause, @Nullable Instant notBefore) {
        jdbc.sql("""
                        update outbox set state = 'NEW', claim = null, lease_until = null, attempts = attempts - 1,
                               next_at = current_timestamp + %s, not_before = ?
                         where id = ? and claim = ? and state = 'SENDING'
                        """.formatted(MILLIS))
                .param(pause.toMillis())
                .param(notBefore == null ? null : utc(notBefore))
                .param(id)
                .param(claim)
                .update();
    }

    /**
     * Hands a message on to the next of its channels and keeps why this one failed; false where another sender has taken over
     * meanwhile.
     */
    boolean handOn(Claimed message, UUID claim, String reason, Instant at) {
        var next = message.nextChannels();
        var handedOn = jdbc.sql("""
                                update outbox set state = 'NEW', claim = null, lease_until = null, attempts = 0,
                                       channel = ?, next_channels = ?, last_error = ?, failing_since = null,
                                       next_at = current_timestamp, not_before = null
                                 where id = ? and claim = ? and state = 'SENDING'
                                """)
                        .param(next.get(0).name())
                        .param(joined(next.subList(1, next.size())))
                        .param(reason)
                        .param(message.id())
                        .param(claim)
                        .update()
                == 1;
        if (handedOn) {
            keepTry(message, reason, at);
        }
        return handedOn;
    }

    /** Puts on record that a channel has failed for good. */
    void keepTry(Claimed message, String reason, Instant at) {
        jdbc.sql("""
                        insert into outbox_try (outbox_id, number, channel, attempts, reason, ended_at)
                        select cast(:id as uuid), count(*) + 1, :channel, :attempts, :reason, cast(:at as timestamp with time zone)
                          from outbox_try where outbox_id = :id
                        """)
                .param("id", message.id())
                .param("channel", message.channel().name())
                .param("attempts", message.attempt())
                .param("reason", reason)
                .param("at", utc(at))
                .update();
    }

    /** When the next message stops waiting for an hour at which it disturbs nobody. */
    Optional<Instant> nextAfter(Instant now) {
        return jdbc.sql("""
                        select min(not_before) as moment from outbox
                         where state in ('NEW', 'SENDING') and not_before > ?
                        """)
                .param(utc(now))
                .query((row, n) -> Optional.ofNullable(row.getObject("moment", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
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

    /** Withdraws every message of a case that has not left; a sender that holds one finds at its next step that it is no longer its own. */
    void withdrawAll(CaseNo caseNo, String reason, Instant at) {
        jdbc.sql("""
                        update outbox set state = 'CANCELLED', claim = null, lease_until = null, next_at = null,
                               last_error = ?, settled_at = ?
                         where case_no = ? and state in ('NEW', 'SENDING') and accepted_at is null
                        """).params(reason, utc(at), caseNo.value()).update();
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

    Channel channelOf(UUID id) {
        return jdbc.sql("select channel from outbox where id = ?")
                .param(id)
                .query((row, n) -> Channel.valueOf(row.getString("channel")))
                .single();
    }

    List<Line> of(CaseNo caseNo) {
        return jdbc.sql("""
                        select id, kind, channel, state, coalesce(settled_at, queued_at) as at, attempts, last_error
                          from outbox where case_no = ? order by queued_at, id
                        """)
                .param(caseNo.value())
                .query((row, n) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("channel"),
                        row.getString("state"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts"),
                        row.getString("last_error")))
                .list();
    }

    /** The channels that failed for good, of all messages of a case, in the order in which they were tried. */
    List<Try> triesOf(CaseNo caseNo) {
        return jdbc.sql("""
                        select t.outbox_id, t.channel, t.attempts, t.reason, t.ended_at
                          from outbox_try t join outbox o on o.id = t.outbox_id
                         where o.case_no = ? order by t.outbox_id, t.number
                        """)
                .param(caseNo.value())
                .query((row, n) -> new Try(
                        row.getObject("outbox_id", UUID.class),
                        row.getString("channel"),
                        row.getInt("attempts"),
                        row.getString("reason"),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static String joined(List<Channel> channels) {
        return channels.stream().map(Channel::name).collect(Collectors.joining(","));
    }

    private static List<Channel> split(String channels) {
        return Arrays.stream(channels.split(","))
                .filter(name -> !name.isEmpty())
                .map(Channel::valueOf)
                .toList();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        var acceptedAt = row.getObject("accepted_at", OffsetDateTime.class);
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getString("dedup_key"),
                row.getString("kind"),
                Channel.valueOf(row.getString("channel")),
                split(row.getString("next_channels")),
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
     * @param nextChannels what is left to be tried if this channel fails for good
     * @param overdue it has been failing for so long that the next failure is the last
     * @param acceptedAt since when the server has it, where only the house has not heard of it yet
     */
    record Claimed(
            UUID id,
            String deduplicationKey,
            String kind,
            Channel channel,
            List<Channel> nextChannels,
            CaseNo caseNo,
            @Nullable UUID reference,
            @Nullable String role,
            int attempt,
            boolean overdue,
            @Nullable Instant acceptedAt) {

        QueuedMessage queued() {
            return new QueuedMessage(id, kind, caseNo, reference, role);
        }

        /** What tells the other side which message it is: no personal data, and only what a header may hold. */
        Map<String, String> headers() {
            return Map.of(
                    "Idempotency-Key", stableId(),
                    "X-Huisheng-Kind", URLEncoder.encode(kind, StandardCharsets.UTF_8),
                    "X-Huisheng-Case", URLEncoder.encode(caseNo.value(), StandardCharsets.UTF_8));
        }

        /** The same for every attempt, so that a copy can be recognised as one. */
        String stableId() {
            try {
                var key = deduplicationKey.getBytes(StandardCharsets.UTF_8);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 16);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** What became of one message of a case. */
    record Line(
            UUID id,
            String kind,
            String channel,
            String state,
            Instant at,
            int attempts,
            @Nullable String lastError) {}

    /** A channel that failed for good. */
    record Try(UUID messageId, String channel, int attempts, String reason, Instant endedAt) {}
}
