package io.huisheng.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind the case files. A row is read under its lock before it is rewritten, or changed by a guarded update. */
@Component
class CaseFileRows {

    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final ObjectMapper json;

    CaseFileRows(JdbcClient jdbc, Inserts inserts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.json = json;
    }

    Optional<CaseFile> find(CaseNo caseNo) {
        return jdbc.sql("select * from case_file where case_no = :caseNo")
                .param("caseNo", caseNo.value())
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<CaseFile> findLocked(CaseNo caseNo) {
        return jdbc.sql("select * from case_file where case_no = :caseNo for update")
                .param("caseNo", caseNo.value())
                .query((row, number) -> read(row))
                .optional();
    }

    boolean insertIfAbsent(CaseFile file) {
        return inserts.ifAbsent("case_file", columns(file));
    }

    /** Rewrites a row that the caller has locked. */
    void update(CaseFile file) {
        var columns = columns(file);
        var assignments = String.join(
                ", ",
                columns.keySet().stream().map(name -> name + " = :" + name).toList());
        jdbc.sql("update case_file set " + assignments + " where case_no = :case_no")
                .params(columns)
                .update();
    }

    /** Moves a round forward; false where another round runs or the stage is none of those it may come from. */
    boolean advance(CaseNo caseNo, int round, Stage to, List<Stage> from) {
        return jdbc.sql("""
                        update case_file set stage = :to
                        where case_no = :caseNo and round = :round and stage in (:from)
                        """)
                        .param("to", to.name())
                        .param("caseNo", caseNo.value())
                        .param("round", round)
                        .param("from", from.stream().map(Stage::name).toList())
                        .update()
                == 1;
    }

    /** Closes the current round; false where another round runs or this one is closed already. */
    boolean close(CaseNo caseNo, int round, Outcome outcome, Instant at) {
        return jdbc.sql("""
                        update case_file set stage = 'CLOSED', outcome = :outcome, closed_at = :at
                        where case_no = :caseNo and round = :round and stage <> 'CLOSED'
                        """)
                        .param("outcome", outcome.name())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("caseNo", caseNo.value())
                        .param("round", round)
                        .update()
                == 1;
    }

    /** Opens the current round again; false where another round runs, this one is open, its service was reopened or its customer erased. */
    boolean takeUpAgain(CaseNo caseNo, int round) {
        return jdbc.sql("""
                        update case_file set stage = 'ANSWERED', outcome = null, closed_at = null
                        where case_no = :caseNo and round = :round and stage = 'CLOSED' and outcome <> 'REOPENED' and erased_at is null
                        """)
                        .param("caseNo", caseNo.value())
                        .param("round", round)
                        .update()
                == 1;
    }

    /** What the service record says in free words goes, and with it the customer's number. */
    void erase(CaseNo caseNo, String pseudonym, Instant at) {
        jdbc.sql("""
                        update case_file set customer_no = :pseudonym, erased_at = :at,
                          resolution = case when resolution is null then null else :mark end
                        where case_no = :caseNo""")
                .param("pseudonym", pseudonym)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mark", ErasedRounds.MARK)
                .param("caseNo", caseNo.value())
                .update();
    }

    boolean isErased(CaseNo caseNo) {
        return jdbc.sql("select count(*) from case_file where case_no = ? and erased_at is not null")
                        .param(caseNo.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private Map<String, @Nullable Object> columns(CaseFile file) {
        var service = file.service();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("case_no", file.caseNo().value());
        columns.put("customer_no", file.customerNo());
        columns.put("scenario", file.scenario().name());
        columns.put("completed_by", file.completedBy().name());
        columns.put("completed_at", moment(file.completedAt()));
        columns.put("product_type", service.productType());
        columns.put("product_model", service.productModel());
        columns.put("service_types", written(service.types()));
        columns.put("service_channel", service.channel());
        columns.put("staff_no", service.staffNo());
        columns.put("department", service.department());
        columns.put("created_at", moment(service.createdAt()));
        columns.put("responded_at", moment(service.respondedAt()));
        columns.put("resolved_at", moment(service.resolvedAt()));
        columns.put("resolution", service.resolution());
        columns.put("escalated", service.escalated());
        columns.put("stage", file.stage().name());
        columns.put("outcome", file.outcome() == null ? null : file.outcome().name());
        columns.put("round", file.round());
        columns.put("opened_at", moment(file.openedAt()));
        columns.put("closed_at", moment(file.closedAt()));
        return columns;
    }

    CaseFile read(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new CaseFile(
                new CaseNo(row.getString("case_no")),
                row.getString("customer_no"),
                ServiceEvent.Scenario.valueOf(row.getString("scenario")),
                ServiceEvent.Type.valueOf(row.getString("completed_by")),
                row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                new ServiceRecord(
                        row.getString("product_type"),
                        row.getString("product_model"),
                        words(row.getString("service_types")),
                        row.getString("service_channel"),
                        row.getString("staff_no"),
                        row.getString("department"),
                        moment(row, "created_at"),
                        moment(row, "responded_at"),
                        moment(row, "resolved_at"),
                        row.getString("resolution"),
                        row.getObject("escalated", Boolean.class)),
                Stage.valueOf(row.getString("stage")),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getInt("round"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                moment(row, "closed_at"));
    }

    private @Nullable String written(@Nullable List<String> words) {
        try {
            return words == null ? null : json.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of words is always JSON", e);
        }
    }

    private @Nullable List<String> words(@Nullable String written) {
        try {
            return written == null ? null : json.readValue(written, WORDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Service types are stored as a list of words", e);
        }
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
