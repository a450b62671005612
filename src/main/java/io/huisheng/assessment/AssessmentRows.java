package io.huisheng.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.assessment.Assessment.Tagged;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
class AssessmentRows {

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final ObjectMapper json;

    AssessmentRows(JdbcClient jdbc, Inserts inserts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.json = json;
    }

    boolean exists(UUID responseId) {
        return jdbc.sql("select count(*) from assessment where response_id = ?")
                        .param(responseId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Keeps an assessment with all its parts; of several callers exactly one succeeds. */
    boolean insert(Assessment assessment, @Nullable CaseNo caseNo, @Nullable Integer overallRaw, List<Tagged> minor) {
        var row = new TreeMap<String, @Nullable Object>();
        row.put("response_id", assessment.responseId());
        row.put("case_no", caseNo == null ? null : caseNo.value());
        row.put("assessed_at", utc(assessment.assessedAt()));
        row.put("validity", assessment.validity().name());
        row.put("overall_raw", overallRaw);
        row.put("normalised", written(assessment.normalised()));
        row.put("overall_index", assessment.index());
        row.put("weights_version", assessment.weightsVersion());
        row.put("dictionary_version", assessment.dictionaryVersion());
        row.put("sentiment", assessment.sentiment().name());
        row.put("problem_class", assessment.problemClass());
        row.put("major", assessment.major());
        if (!inserts.ifAbsent("assessment", row)) {
            return false;
        }
        assessment
                .reasons()
                .forEach(reason -> jdbc.sql("insert into assessment_reason values (?, ?)")
                        .params(assessment.responseId(), reason.name())
                        .update());
        insertWords("assessment_tag (response_id, position, tag, words)", assessment.responseId(), assessment.tags());
        insertThreats(assessment.responseId(), assessment.threats(), true);
        insertThreats(assessment.responseId(), minor, false);
        return true;
    }

    private void insertWords(String table, UUID responseId, List<Tagged> tags) {
        for (var position = 0; position < tags.size(); position++) {
            var tag = tags.get(position);
            jdbc.sql("insert into " + table + " values (?, ?, ?, ?)")
                    .params(responseId, position, tag.tag(), written(tag.words()))
                    .update();
        }
    }

    private void insertThreats(UUID responseId, List<Tagged> threats, boolean major) {
        for (var position = 0; position < threats.size(); position++) {
            var threat = threats.get(position);
            jdbc.sql("insert into assessment_threat (response_id, position, kind, words, major) values (?, ?, ?, ?, ?)")
                    .params(responseId, position, threat.tag(), written(threat.words()), major)
                    .update();
        }
    }

    Optional<Assessment> find(UUID responseId) {
        return jdbc.sql("""
                        select a.*, coalesce((select r.validity from validity_ruling r where r.response_id = a.response_id
                          order by r.id desc limit 1), a.validity) as in_force
                        from assessment a where a.response_id = ?""").param(responseId).query(this::read).optional();
    }

    private Assessment read(ResultSet row, int number) throws SQLException {
        var id = row.getObject("response_id", UUID.class);
        return new Assessment(
                id,
                row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                Validity.valueOf(row.getString("in_force")),
                jdbc.sql("select reason from assessment_reason where response_id = ? order by reason")
                        .param(id)
                        .query((reason, at) -> Reason.valueOf(reason.getString(1)))
                        .list(),
                read(row.getString("normalised"), new TypeReference<TreeMap<String, BigDecimal>>() {}),
                row.getBigDecimal("overall_index"),
                row.getString("weights_version"),
                row.getString("dictionary_version"),
                Sentiment.valueOf(row.getString("sentiment")),
                row.getString("problem_class"),
                row.getBoolean("major"),
                tagged("select tag, words from assessment_tag where response_id = ? order by position", id),
                tagged(
                        "select kind, words from assessment_threat where response_id = ? and major order by position",
                        id));
    }

    private List<Tagged> tagged(String sql, UUID responseId) {
        return jdbc.sql(sql)
                .param(responseId)
                .query((row, number) ->
                        new Tagged(row.getString(1), read(row.getString(2), new TypeReference<List<String>>() {})))
                .list();
    }

    void rule(UUID responseId, Validity validity, String reason, String by, Instant at) {
        jdbc.sql(
                        "insert into validity_ruling (response_id, validity, reason, ruled_by, ruled_at) values (?, ?, ?, ?, ?)")
                .params(responseId, validity.name(), reason, by, utc(at))
                .update();
    }

    /** The rulings on an answer, the oldest first; each starts from the one before it, the first from what the check found. */
    List<Ruling> rulingsOn(UUID responseId) {
        return jdbc.sql("""
                        select r.validity, r.reason, r.ruled_by, r.ruled_at,
                          coalesce(lag(r.validity) over (order by r.id), a.validity) as earlier
                        from validity_ruling r join assessment a on a.response_id = r.response_id
                        where r.response_id = ? order by r.id""")
                .param(responseId)
                .query((row, number) -> new Ruling(
                        row.getObject("ruled_at", OffsetDateTime.class).toInstant(),
                        row.getString("ruled_by"),
                        Validity.valueOf(row.getString("earlier")),
                        Validity.valueOf(row.getString("validity")),
                        row.getString("reason")))
                .list();
    }

    void keepTriage(UUID responseId, int position, TriageRule rule) {
        inserts.ifAbsent(
                "triage_rule",
                Map.of(
                        "response_id", responseId,
                        "position", position,
                        "duty", rule.duty(),
                        "rule_id", rule.ruleId(),
                        "reason", rule.reason()));
    }

    List<TriageRule> triageOf(UUID responseId) {
        return jdbc.sql("select duty, rule_id, reason from triage_rule where response_id = ? order by position")
                .param(responseId)
                .query((row, number) -> new TriageRule(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** The words go, and the digests by which a text is recognised; the tags stay. */
    void erase(UUID responseId, String mark) {
        var words = written(List.of(mark));
        for (String table : List.of("assessment_tag", "assessment_threat")) {
            jdbc.sql("update " + table + " set words = ? where response_id = ?")
                    .params(words, responseId)
                    .update();
        }
        jdbc.sql("update validity_ruling set reason = ? where response_id = ?")
                .params(mark, responseId)
                .update();
        jdbc.sql("delete from answer_fingerprint where response_id = ?")
                .param(responseId)
                .update();
    }

    /** An answer was stored: its assessment is owed from now on. */
    void owe(UUID responseId) {
        if (jdbc.sql("select count(*) from assessment_due where response_id = ?")
                        .param(responseId)
                        .query(Integer.class)
                        .single()
                == 0) {
            jdbc.sql("insert into assessment_due values (?, current_timestamp, 0, current_timestamp)")
                    .param(responseId)
                    .update();
        }
    }

    List<UUID> owed(long olderThanSeconds, int most) {
        return jdbc.sql("""
                        select response_id from assessment_due
                        where not_before <= current_timestamp and since <= current_timestamp - cast(:age as integer) * interval '1' second
                        order by since fetch first :most rows only""")
                .param("age", olderThanSeconds)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    void settled(UUID responseId) {
        jdbc.sql("delete from assessment_due where response_id = ?")
                .param(responseId)
                .update();
    }

    /** A failed attempt waits longer each time, at most an hour. */
    void postpone(UUID responseId) {
        jdbc.sql("""
                        update assessment_due set attempts = attempts + 1,
                          not_before = current_timestamp + least(3600, 10 * (attempts + 1) * (attempts + 1)) * interval '1' second
                        where response_id = ?""").param(responseId).update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T read(String value, TypeReference<T> type) {
        try {
            return json.readValue(value, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
