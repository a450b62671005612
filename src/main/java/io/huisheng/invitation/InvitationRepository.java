package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of invitations; a transition is one guarded update, and its row count says who was first (reliability 3.3). */
@Repository
class InvitationRepository {

    /** The row {@code i} of a customer who was asked neither by mail nor in person, by plan or because it was cancelled. */
    static final String NOT_ASKED = "i.purpose = 'LOOP' and i.sent_at is null and i.reason <> 'CONTACTED_IN_PERSON'";

    private final JdbcClient jdbc;
    private final Inserts inserts;

    InvitationRepository(JdbcClient jdbc, Inserts inserts) {
        this.jdbc = jdbc;
        this.inserts = inserts;
    }

    boolean insert(Invitation invitation, String rule, boolean erased, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", invitation.id());
        row.put("case_no", invitation.caseNo().value());
        row.put("round", invitation.round());
        row.put("customer_no", invitation.customerNo());
        row.put("state", invitation.state().name());
        row.put("channel", invitation.channel());
        row.put("plan_rule", rule);
        row.put("quiet_days", invitation.quietDays());
        row.put("planned_at", utc(now));
        row.put("late_answer", false);
        row.put("purpose", invitation.purpose().name());
        row.put("occasion", Objects.toString(invitation.dutyId(), ""));
        if (invitation.dueBy() != null) {
            row.put("due_by", utc(invitation.dueBy()));
        }
        row.put("erased", erased);
        if (invitation.questionnaire() != null) {
            row.put("questionnaire", invitation.questionnaire());
        }
        if (invitation.dueAt() != null) {
            row.put("due_at", utc(invitation.dueAt()));
        }
        if (invitation.notSentReason() != null) {
            row.put("reason", invitation.notSentReason());
            row.put("ended_at", utc(now));
        }
        return inserts.ifAbsent("invitation", row);
    }

    Optional<Invitation> find(CaseNo caseNo, int round) {
        return find(caseNo, round, Purpose.LOOP, null);
    }

    Optional<Invitation> find(CaseNo caseNo, int round, Purpose purpose, @Nullable UUID dutyId) {
        return jdbc.sql("select * from invitation where case_no = ? and round = ? and purpose = ? and occasion = ?")
                .params(caseNo.value(), round, purpose.name(), Objects.toString(dutyId, ""))
                .query(InvitationRepository::invitation)
                .optional();
    }

    Optional<Invitation> find(UUID id) {
        return jdbc.sql("select * from invitation where id = ?")
                .param(id)
                .query(InvitationRepository::invitation)
                .optional();
    }

    List<Invitation> of(CaseNo caseNo, List<Integer> rounds) {
        return jdbc.sql(
                        "select * from invitation where case_no = :caseNo and round in (:rounds) order by planned_at, id")
                .param("caseNo", caseNo.value())
                .param("rounds", rounds)
                .query(InvitationRepository::invitation)
                .list();
    }

    /** Nobody answers these invitations any more, in whichever state they are: their links die, and every guard sees the flag. */
    void erase(CaseNo caseNo, List<Integer> rounds, String pseudonym) {
        jdbc.sql("""
                        update invitation set customer_no = :pseudonym, erased = true
                        where case_no = :caseNo and round in (:rounds)""")
                .param("pseudonym", pseudonym)
                .param("caseNo", caseNo.value())
                .param("rounds", rounds)
                .update();
        jdbc.sql("""
                        delete from invitation_token where invitation_id in (
                          select id from invitation where case_no = :caseNo and round in (:rounds))""").param("caseNo", caseNo.value()).param("rounds", rounds).update();
    }

    Optional<Invitation> newest(CaseNo caseNo) {
        return jdbc.sql("select * from invitation where case_no = ? and purpose = 'LOOP' order by round desc limit 1")
                .param(caseNo.value())
                .query(InvitationRepository::invitation)
                .optional();
    }

    /** The follow-ups of a case, the first one first. */
    List<Invitation> followUps(CaseNo caseNo) {
        return jdbc.sql("select * from invitation where case_no = ? and purpose <> 'LOOP' order by planned_at, id")
                .param(caseNo.value())
                .query(InvitationRepository::invitation)
                .list();
    }

    /** Somebody is going to ask in person what was not, or could not be, asked in writing. */
    boolean handToStaff(UUID id) {
        return jdbc.sql("""
                        update invitation set state = 'PLANNED', channel = 'PERSONAL', reason = null, ended_at = null
                        where id = ? and state in ('PLANNED', 'NOT_SENT') and sent_at is null""").param(id).update() == 1;
    }

    Optional<Deadlines> deadlinesOf(UUID id) {
        return jdbc.sql("select reminder_at, expires_at from invitation where id = ? and released_at is not null")
                .param(id)
                .query((row, n) -> new Deadlines(moment(row, "reminder_at"), moment(row, "expires_at")))
                .optional();
    }

    boolean release(UUID id, Instant now, Deadlines deadlines) {
        return jdbc.sql("""
                        update invitation set state = 'SENDING', released_at = :now, reminder_at = :reminder, expires_at = :lapse
                        where id = :id and state = 'PLANNED'""")
                        .param("now", utc(now))
                        .param("reminder", utc(deadlines.reminderAt()))
                        .param("lapse", utc(deadlines.lapsesAt()))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean delivered(UUID id, Instant at) {
        return jdbc.sql("update invitation set state = 'SENT', sent_at = :at where id = :id and state = 'SENDING'")
                        .param("at", utc(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The mail was accepted, but what it asks for was decided before we heard of it: only the fact is kept. */
    void deliveredTooLate(UUID id, Instant at) {
        jdbc.sql("update invitation set sent_at = :at where id = :id and sent_at is null")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    boolean reminded(UUID id, Instant at) {
        return jdbc.sql("update invitation set state = 'REMINDED', reminded_at = :at where id = :id and state = 'SENT'")
                        .param("at", utc(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean answered(UUID id, Instant at) {
        return jdbc.sql("""
                        update invitation set state = 'ANSWERED', answered_at = :at, ended_at = :at
                        where id = :id and state in ('SENDING', 'SENT', 'REMINDED') and not erased""").param("at", utc(at)).param("id", id).update() == 1;
    }

    boolean answeredUnasked(UUID id, Instant at) {
        return jdbc.sql("""
                        update invitation set state = 'ANSWERED', answered_at = :at, ended_at = :at, reason = null
                        where id = :id and state in ('PLANNED', 'NOT_SENT') and not erased""").param("at", utc(at)).param("id", id).update() == 1;
    }

    boolean answeredLate(UUID id) {
        return jdbc.sql("""
                        update invitation set late_answer = true
                        where id = ? and state = 'EXPIRED' and late_answer = false and not erased""").param(id).update() == 1;
    }

    boolean isAnsweredLate(UUID id) {
        return jdbc.sql("select late_answer from invitation where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    boolean end(UUID id, SurveyState as, @Nullable String reason, Instant at, SurveyState... from) {
        return jdbc.sql("""
                        update invitation set state = :as, reason = :reason, ended_at = :at
                        where id = :id and state in (:from)""")
                        .param("as", as.name())
                        .param("reason", reason)
                        .param("at", utc(at))
                        .param("id", id)
                        .param("from", Arrays.stream(from).map(Enum::name).toList())
                        .update()
                == 1;
    }

    /** Counts cases as their list does, so that each figure leads to as many cases as it says. */
    Map<String, Long> casesNotAsked(Instant openedSince) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        jdbc.sql("select i.reason, count(distinct f.case_no) as cases"
                        + " from case_file f join invitation i on i.case_no = f.case_no"
                        + " where f.opened_at >= :since and " + NOT_ASKED
                        + " group by i.reason order by i.reason")
                .param("since", utc(openedSince))
                .query(row -> {
                    reasons.put(row.getString("reason"), row.getLong("cases"));
                });
        return reasons;
    }

    void insertToken(String hash, UUID invitationId, String purpose, Instant now) {
        jdbc.sql("insert into invitation_token (token_hash, invitation_id, purpose, issued_at) values (?, ?, ?, ?)")
                .params(hash, invitationId, purpose, utc(now))
                .update();
    }

    Optional<Invitation> findByToken(String hash) {
        return jdbc.sql("""
                        select i.* from invitation_token t join invitation i on i.id = t.invitation_id
                        where t.token_hash = ?""").param(hash).query(InvitationRepository::invitation).optional();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                new CaseNo(row.getString("case_no")),
                row.getInt("round"),
                row.getString("customer_no"),
                SurveyState.valueOf(row.getString("state")),
                row.getString("channel"),
                row.getString("questionnaire"),
                row.getInt("quiet_days"),
                momentOrNull(row, "due_at"),
                momentOrNull(row, "sent_at"),
                momentOrNull(row, "reminded_at"),
                momentOrNull(row, "expires_at"),
                row.getString("reason"),
                Purpose.valueOf(row.getString("purpose")),
                dutyOf(row.getString("occasion")),
                momentOrNull(row, "due_by"));
    }

    private static @Nullable UUID dutyOf(String occasion) {
        return occasion.isEmpty() ? null : UUID.fromString(occasion);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant momentOrNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
