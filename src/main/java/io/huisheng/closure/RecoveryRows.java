package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log of each recovery; lines are only ever added. */
@Component
class RecoveryRows {

    private final JdbcClient jdbc;

    RecoveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID dutyId, RecoveryRecord line) {
        var verdict = line.verdict();
        jdbc.sql("""
                        insert into recovery_record (duty_id, step_no, kind, department, claimed, decided_by, said, cause, cost,
                          verdict, satisfaction, by_user, at)
                        values (:duty, (select count(*) + 1 from recovery_record where duty_id = :duty), :kind, :department,
                          :claimed, :decidedBy, :said, :cause, :cost, :verdict, :satisfaction, :by, :at)""")
                .param("duty", dutyId)
                .param("kind", line.kind().name())
                .param("department", line.department())
                .param("claimed", line.claimed())
                .param("decidedBy", line.decidedBy())
                .param("said", line.said())
                .param("cause", line.cause())
                .param("cost", line.cost())
                .param("verdict", verdict == null ? null : verdict.name())
                .param("satisfaction", line.satisfaction())
                .param("by", line.by())
                .param("at", utc(line.at()))
                .update();
    }

    List<RecoveryRecord> of(UUID dutyId) {
        return jdbc.sql("select * from recovery_record where duty_id = ? order by step_no")
                .param(dutyId)
                .query(RecoveryRows::line)
                .list();
    }

    /** The newest recovery of a case, whatever has become of it. */
    Optional<UUID> newestOf(CaseNo caseNo) {
        return jdbc.sql("""
                        select id from duty where case_no = ? and type = 'RECOVERY'
                        order by round desc, occurrence desc limit 1""").param(caseNo.value()).query(UUID.class).optional();
    }

    /** The recoveries that a customer accepted from one moment until before another. */
    List<UUID> accepted(Instant from, Instant until) {
        return jdbc.sql("""
                        select id from duty where type = 'RECOVERY' and state = 'CLOSED' and outcome = 'RECOVERED'
                          and closed_at >= ? and closed_at < ?""").params(utc(from), utc(until)).query(UUID.class).list();
    }

    /** The recoveries that ended from one moment until before another. */
    RecoveryRate rate(Instant from, Instant until) {
        return jdbc.sql("""
                        select coalesce(sum(case when outcome = 'RECOVERED' then 1 else 0 end), 0) as accepted, count(*) as ended
                        from duty where type = 'RECOVERY' and state = 'CLOSED' and closed_at >= ? and closed_at < ?""")
                .params(utc(from), utc(until))
                .query((row, number) -> new RecoveryRate(row.getInt("accepted"), row.getInt("ended")))
                .single();
    }

    private static RecoveryRecord line(ResultSet row, int number) throws SQLException {
        var verdict = row.getString("verdict");
        return new RecoveryRecord(
                RecoveryRecord.Kind.valueOf(row.getString("kind")),
                row.getString("department"),
                row.getString("claimed"),
                row.getString("decided_by"),
                row.getString("said"),
                row.getString("cause"),
                row.getObject("cost", Integer.class),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getObject("satisfaction", Integer.class),
                row.getString("by_user"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
