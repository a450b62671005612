package io.huisheng.closure;

import io.huisheng.closure.Duty.State;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of this room. */
@Component
class DutyRows {

    private final JdbcClient jdbc;
    private final Inserts inserts;

    DutyRows(JdbcClient jdbc, Inserts inserts) {
        this.jdbc = jdbc;
        this.inserts = inserts;
    }

    /**
     * Returns the duty of this type that is open in this round; where there is none, it is opened under the given id. Of two who
     * open it at the same time one finds the other's.
     */
    UUID open(UUID id, CaseNo caseNo, int round, DutyType type, @Nullable Instant dueAt, Instant now) {
        while (true) {
            // Counted first: who ends between the two looks takes nobody's number, who begins is seen.
            var occurrence = occurrences(caseNo, round, type) + 1;
            var running = findOpen(caseNo, round, type);
            if (running.isPresent()) {
                return running.get();
            }
            var row = new TreeMap<String, @Nullable Object>();
            row.put("id", id);
            row.put("case_no", caseNo.value());
            row.put("round", round);
            row.put("type", type.name());
            row.put("occurrence", occurrence);
            row.put("state", State.OPEN.name());
            row.put("opened_at", utc(now));
            row.put("due_at", dueAt == null ? null : utc(dueAt));
            if (inserts.ifAbsent("duty", row)) {
                return id;
            }
        }
    }

    Optional<UUID> findOpen(CaseNo caseNo, int round, DutyType type) {
        return jdbc.sql("select id from duty where case_no = ? and round = ? and type = ? and state = 'OPEN'")
                .params(caseNo.value(), round, type.name())
                .query(UUID.class)
                .optional();
    }

    Optional<String> newestOutcome(CaseNo caseNo, int round, DutyType type) {
        return jdbc.sql("""
                        select outcome from duty where case_no = ? and round = ? and type = ? and state = 'CLOSED'
                        order by occurrence desc limit 1""")
                .params(caseNo.value(), round, type.name())
                .query(String.class)
                .optional();
    }

    private int occurrences(CaseNo caseNo, int round, DutyType type) {
        return jdbc.sql("select count(*) from duty where case_no = ? and round = ? and type = ?")
                .params(caseNo.value(), round, type.name())
                .query(Integer.class)
                .single();
    }

    /** An open duty is due when the first of its running obligations is; without one it stays as it was. */
    void followClocks(UUID id) {
        jdbc.sql("""
                        update duty set due_at = coalesce(
                          (select min(c.due_at) from duty_clock c where c.duty_id = duty.id and c.state = 'OPEN'), due_at)
                        where id = ? and state = 'OPEN'""").param(id).update();
    }

    Optional<Duty> find(UUID id) {
        return jdbc.sql("select * from duty where id = ?")
                .param(id)
                .query(DutyRows::duty)
                .optional();
    }

    List<Duty> of(CaseNo caseNo) {
        return jdbc.sql("select * from duty where case_no = ? order by round, opened_at, type")
                .param(caseNo.value())
                .query(DutyRows::duty)
                .list();
    }

    boolean hasOpen(CaseNo caseNo, int round) {
        return jdbc.sql("select count(*) from duty where case_no = ? and round = ? and state = 'OPEN'")
                        .params(caseNo.value(), round)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Holds the duty until the transaction ends, unless it is no longer open: nobody closes it while we warn. */
    boolean holdOpen(UUID id) {
        return jdbc.sql("select id from duty where id = ? and state = 'OPEN' for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Hands an open duty to a department; returns whether it is open. */
    boolean handTo(UUID id, String department) {
        return jdbc.sql("update duty set department = ? where id = ? and state = 'OPEN'")
                        .params(department, id)
                        .update()
                == 1;
    }

    /** Records that the limit has passed; the first moment stays. */
    boolean breach(UUID id, Instant at) {
        return jdbc.sql("update duty set breached_at = ? where id = ? and state = 'OPEN' and breached_at is null")
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    boolean end(UUID id, State state, String outcome, String by, Instant at) {
        return jdbc.sql(
                                "update duty set state = ?, outcome = ?, closed_by = ?, closed_at = ? where id = ? and state = 'OPEN'")
                        .params(state.name(), outcome, by, utc(at), id)
                        .update()
                == 1;
    }

    /** Keeps what came of a duty; returns whether it is the first result. */
    boolean writeResult(UUID id, String text, String by, Instant at) {
        return inserts.ifAbsent("duty_result", Map.of("duty_id", id, "text", text, "by_user", by, "at", utc(at)));
    }

    /** Keeps the reply to the customer and whom it names; returns whether it is the first reply. */
    boolean writeReply(UUID id, String text, @Nullable String signedBy, String by, Instant at) {
        var row = new HashMap<String, Object>(Map.of("duty_id", id, "text", text, "by_user", by, "at", utc(at)));
        if (signedBy != null) {
            row.put("signed_by", signedBy);
        }
        return inserts.ifAbsent("customer_reply", row);
    }

    Optional<Written> replyOf(UUID id) {
        return jdbc.sql("select text, signed_by from customer_reply where duty_id = ?")
                .param(id)
                .query((row, number) -> new Written(row.getString(1), row.getString(2)))
                .optional();
    }

    Figures figures(Instant now) {
        return jdbc.sql("""
                        select count(*) as open_duties, coalesce(sum(case when due_at < ? then 1 else 0 end), 0) as overdue
                        from duty where state = 'OPEN'""")
                .param(utc(now))
                .query((row, number) -> new Figures(row.getInt(1), row.getInt(2)))
                .single();
    }

    private static Duty duty(ResultSet row, int number) throws SQLException {
        return new Duty(
                row.getObject("id", UUID.class),
                new CaseNo(row.getString("case_no")),
                row.getInt("round"),
                DutyType.valueOf(row.getString("type")),
                State.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                moment(row, "due_at"),
                moment(row, "breached_at"),
                moment(row, "closed_at"),
                row.getString("outcome"),
                row.getString("department"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** A text and its author. */
    record Written(String text, @Nullable String signedBy) {}

    /** How many duties are open, and how many of them are overdue. */
    record Figures(int open, int overdue) {}
}
