package io.huisheng.closure;

import io.huisheng.shared.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written down about major complaints; rows are only ever added. */
@Component
class MajorRows {

    private final JdbcClient jdbc;
    private final Inserts inserts;

    MajorRows(JdbcClient jdbc, Inserts inserts) {
        this.jdbc = jdbc;
        this.inserts = inserts;
    }

    boolean join(UUID dutyId, String role, String note, String by, Instant now) {
        return inserts.ifAbsent(
                "major_member", Map.of("duty_id", dutyId, "role", role, "note", note, "by_user", by, "at", utc(now)));
    }

    void add(UUID dutyId, String purpose, MajorContact contact, String by, Instant now) {
        insert(
                "major_contact",
                dutyId,
                by,
                now,
                Map.of(
                        "purpose", purpose,
                        "outcome", contact.outcome().name(),
                        "channel", contact.channel(),
                        "contacted_at", utc(contact.contactedAt()),
                        "said", contact.said(),
                        "promised", contact.promised()));
    }

    void add(UUID dutyId, MajorSolution solution, String by, Instant now) {
        insert(
                "major_solution",
                dutyId,
                by,
                now,
                Map.of(
                        "text", solution.text(),
                        "responsible", solution.responsible(),
                        "finish_by", solution.finishBy()));
    }

    UUID addProgress(UUID dutyId, String text, String signedBy, String by, Instant now) {
        return insert("major_progress", dutyId, by, now, Map.of("text", text, "signed_by", signedBy));
    }

    void addDecision(UUID dutyId, String decision, String reason, String by, Instant now) {
        insert("major_decision", dutyId, by, now, Map.of("decision", decision, "reason", reason));
    }

    private UUID insert(String table, UUID dutyId, String by, Instant now, Map<String, Object> typed) {
        var id = UUID.randomUUID();
        var row = new HashMap<>(typed);
        row.put("id", id);
        row.put("duty_id", dutyId);
        row.put("by_user", by);
        row.put("at", utc(now));
        inserts.ifAbsent(table, row);
        return id;
    }

    /** The moments of the attempts that failed since the customer was last reached or management last decided. */
    List<Instant> failedInARow(UUID dutyId, String purpose) {
        return jdbc.sql("""
                        select contacted_at from major_contact f
                        where f.duty_id = :duty and f.purpose = :purpose and f.outcome = 'NOT_REACHED'
                          and not exists (select 1 from major_contact r
                            where r.duty_id = f.duty_id and r.outcome <> 'NOT_REACHED' and r.at > f.at)
                          and not exists (select 1 from major_decision d where d.duty_id = f.duty_id and d.at > f.at)
                        order by f.contacted_at""")
                .param("duty", dutyId)
                .param("purpose", purpose)
                .query((row, number) -> moment(row, "contacted_at"))
                .list();
    }

    /** Whether the newest contact reached the customer; no contact did not. */
    boolean wasReachedLast(UUID dutyId) {
        return jdbc.sql("""
                        select outcome from major_contact where duty_id = ? order by at desc, contacted_at desc limit 1""")
                .param(dutyId)
                .query(String.class)
                .optional()
                .filter(outcome -> !outcome.equals(MajorContact.Outcome.NOT_REACHED.name()))
                .isPresent();
    }

    Optional<Progress> progress(UUID id) {
        return jdbc.sql("select duty_id, text, signed_by from major_progress where id = ?")
                .param(id)
                .query((row, number) -> new Progress(
                        row.getObject("duty_id", UUID.class), row.getString("text"), row.getString("signed_by")))
                .optional();
    }

    /** Everything on record about a duty, oldest first. */
    List<Entry> of(UUID dutyId) {
        return jdbc.sql("""
                        select at, by_user, 'JOINED' as kind, role as code, cast(null as varchar) as channel,
                          cast(null as timestamp with time zone) as contacted_at, cast(null as date) as finish_by,
                          note as text, cast(null as text) as more
                          from major_member where duty_id = :duty
                        union all
                        select at, by_user, purpose, outcome, channel, contacted_at, null, said, promised
                          from major_contact where duty_id = :duty
                        union all
                        select at, by_user, 'SOLUTION', null, null, null, finish_by, text, responsible
                          from major_solution where duty_id = :duty
                        union all
                        select at, by_user, 'PROGRESS', null, null, null, null, text, signed_by
                          from major_progress where duty_id = :duty
                        union all
                        select at, by_user, 'DECISION', decision, null, null, null, reason, null
                          from major_decision where duty_id = :duty
                        order by at, kind""").param("duty", dutyId).query(MajorRows::entry).list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var day = row.getObject("finish_by", LocalDate.class);
        var contactedAt = row.getObject("contacted_at", OffsetDateTime.class);
        return new Entry(
                moment(row, "at"),
                row.getString("by_user"),
                row.getString("kind"),
                row.getString("code"),
                row.getString("channel"),
                contactedAt == null ? null : contactedAt.toInstant(),
                day == null ? null : day.toString(),
                row.getString("text"),
                row.getString("more"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** A message about the progress. */
    record Progress(UUID dutyId, String text, String signedBy) {}

    /**
     * One thing on record.
     *
     * @param kind JOINED, FIRST_CONTACT, CONFIRMATION, SOLUTION, PROGRESS or DECISION
     * @param code the role that joined, what came of a contact, or what was decided
     * @param more what was promised, who is responsible, or who signed
     */
    record Entry(
            Instant at,
            String by,
            String kind,
            @Nullable String code,
            @Nullable String channel,
            @Nullable Instant contactedAt,
            @Nullable String finishBy,
            String text,
            @Nullable String more) {}
}
