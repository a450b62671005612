package io.huisheng.closure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.Doubt;
import io.huisheng.assessment.Doubts;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.Inserts;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import io.huisheng.survey.EnteredAnswer;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers that are verified, and what came of it: new records beside the answer, which never changes (C3–C5). */
@Service
@Transactional
public class Verifications {

    private static final String CHANNEL = "PHONE";
    private static final int LONGEST_TEXT = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final DutyRows rows;
    private final Duties duties;
    private final Doubts doubts;
    private final Assessments assessments;
    private final Responses responses;
    private final CaseFiles files;
    private final Clock clock;
    private final MeterRegistry meters;

    Verifications(
            JdbcClient jdbc,
            Inserts inserts,
            DutyRows rows,
            Duties duties,
            Doubts doubts,
            Assessments assessments,
            Responses responses,
            CaseFiles files,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.rows = rows;
        this.duties = duties;
        this.doubts = doubts;
        this.assessments = assessments;
        this.responses = responses;
        this.files = files;
        this.clock = clock;
        this.meters = meters;
    }

    /** A verification that was opened, and the role that was chosen for it. */
    public record Opened(UUID dutyId, String role) {}

    /** Opens the duty to verify an answer and hands it to the role that the doubt about it names. */
    public Opened open(CaseNo caseNo, int round, UUID responseId, @Nullable Instant dueAt) {
        var doubt = doubts.of(responseId)
                .orElseThrow(() -> new IllegalStateException("Nothing speaks for verifying this answer"));
        var duty = duties.open(caseNo, round, DutyType.VERIFICATION, dueAt);
        inserts.ifAbsent(
                "verification",
                Map.of(
                        "response_id", responseId,
                        "duty_id", duty,
                        "opened_at", clock.instant().atOffset(ZoneOffset.UTC)));
        files.note(caseNo, "DOUBT_RAISED", Words.doubted(doubt.reason()), "system");
        duties.handTo(duty, doubt.role());
        return new Opened(duty, doubt.role());
    }

    /**
     * Writes down what came of an attempt and does what follows from it: what is new becomes a correction of the answer, a ruling
     * on a suspect answer comes into force, and the duty is closed unless nobody was reached.
     *
     * @throws InvalidInput where something is missing or wrong; nothing is kept then
     */
    public void record(UUID dutyId, UUID responseId, VerificationResult result, String by) {
        // Two answers of one round share the duty: who ends last closes it, so they must see each other.
        rows.holdOpen(dutyId);
        var duty = get(dutyId);
        var answer = answer(responseId);
        if (by.equalsIgnoreCase(files.get(duty.caseNo()).service().staffNo())) {
            throw new Conflict("closure.verification.own-work");
        }
        var mistakes = mistakesIn(answer, doubts.of(answer.responseId()), result);
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        var correction = result.outcome() == Outcome.CORRECTED
                ? responses.correct(answer.responseId(), correctionOf(answer, result), by)
                : null;
        insert(duty, answer.responseId(), result, correction, by);
        files.note(duty.caseNo(), "VERIFICATION_" + result.outcome(), Words.verified(result.outcome()), by);
        var validity = result.validity();
        if (validity != null) {
            assessments.rule(duty.caseNo(), answer.responseId(), validity, result.explanation(), by);
        }
        meters.counter("huisheng.verifications", "outcome", result.outcome().name())
                .increment();
        if (result.outcome() != Outcome.NOT_REACHED && isTheLast(dutyId)) {
            duties.close(dutyId, outcomeOf(dutyId), by);
        }
    }

    /** What a duty came to that may be about several answers: a correction counts most, an answer that was given up least. */
    private String outcomeOf(UUID dutyId) {
        var outcomes = of(dutyId).stream().map(VerificationRow::outcome).toList();
        if (outcomes.contains(Outcome.CORRECTED.name())) {
            return "CORRECTED";
        }
        return outcomes.stream().allMatch(Outcome.NOT_REACHED.name()::equals) ? "UNREACHABLE" : "VERIFIED";
    }

    private boolean isTheLast(UUID dutyId) {
        return jdbc.sql("""
                        select count(*) from verification v where v.duty_id = ? and v.given_up_at is null and not exists (
                          select 1 from verification_record r
                          where r.duty_id = v.duty_id and r.response_id = v.response_id and r.outcome <> 'NOT_REACHED')""").param(dutyId).query(Integer.class).single() == 0;
    }

    /** Everything that speaks against writing a result down like this. */
    private static List<Violation> mistakesIn(Response answer, Optional<Doubt> doubt, VerificationResult result) {
        List<Violation> mistakes = new ArrayList<>();
        checkText("comment", result.comment(), mistakes);
        checkText("suggestion", result.suggestion(), mistakes);
        checkText("meaning", result.meaning(), mistakes);
        checkText("explanation", result.explanation(), mistakes);
        checkText("note", result.note(), mistakes);
        if (result.outcome() == Outcome.NOT_REACHED) {
            return mistakes;
        }
        var contradicts = doubt.filter(Verifications::contradictsTheRecord).isPresent();
        var suspect =
                doubt.filter(found -> Doubt.SUSPECT.equals(found.reason())).isPresent();
        if (result.outcome() == Outcome.CHECKED && !contradicts && !suspect) {
            mistakes.add(new Violation("/outcome", "closure.verification.customer-must-be-asked"));
        }
        if (result.isReached() && result.meaning().isBlank()) {
            mistakes.add(new Violation("/meaning", "closure.verification.meaning-missing"));
        }
        if (result.outcome() == Outcome.CORRECTED) {
            result.scores().forEach((key, score) -> {
                var highest = highest(answer, key);
                if (score < 1 || score > highest) {
                    mistakes.add(new Violation("/" + key, "closure.verification.out-of-scale." + key, highest));
                }
            });
            if (isNothingNew(answer, result)) {
                mistakes.add(new Violation("/outcome", "closure.verification.nothing-corrected"));
            }
        }
        if (contradicts && result.right() == null) {
            mistakes.add(new Violation("/right", "closure.verification.right-missing"));
        }
        if (suspect && result.validity() == null) {
            mistakes.add(new Violation("/validity", "closure.verification.validity-missing"));
        }
        if ((result.right() != null || result.validity() != null)
                && result.explanation().isBlank()) {
            mistakes.add(new Violation("/explanation", "closure.verification.explanation-missing"));
        }
        return mistakes;
    }

    private static void checkText(String field, String text, List<Violation> mistakes) {
        PlainText.problemWith(text, LONGEST_TEXT)
                .ifPresent(problem -> mistakes.add(new Violation("/" + field, problem, LONGEST_TEXT)));
    }

    private static boolean contradictsTheRecord(Doubt doubt) {
        return Doubt.CLAIM_AGAINST_FACT.equals(doubt.reason());
    }

    private static boolean isNothingNew(Response answer, VerificationResult result) {
        return changed(answer, result).isEmpty()
                && result.comment().isBlank()
                && result.suggestion().isBlank();
    }

    /** A score that is given once more as it was is no correction. */
    private static Map<String, Integer> changed(Response answer, VerificationResult result) {
        Map<String, Integer> changed = new LinkedHashMap<>();
        result.scores().forEach((key, score) -> {
            if (!score.equals(answer.scores().get(key))) {
                changed.put(key, score);
            }
        });
        return changed;
    }

    private static EnteredAnswer correctionOf(Response answer, VerificationResult result) {
        var scores = changed(answer, result);
        Map<String, String> scales = new LinkedHashMap<>();
        scores.keySet().forEach(key -> scales.put(key, scaleOf(answer, key)));
        Map<String, String> texts = new LinkedHashMap<>();
        if (!result.comment().isBlank()) {
            texts.put("comment", result.comment());
        }
        if (!result.suggestion().isBlank()) {
            texts.put("suggestion", result.suggestion());
        }
        return new EnteredAnswer(
                CHANNEL,
                answer.questionnaire(),
                answer.questionnaireVersion(),
                scores,
                scales,
                Map.of(),
                texts,
                false,
                "",
                scores.size() + texts.size());
    }

    private static String scaleOf(Response answer, String key) {
        return answer.scales().getOrDefault(key, "1-5");
    }

    private static int highest(Response answer, String key) {
        var scale = scaleOf(answer, key);
        return Integer.parseInt(scale.substring(scale.indexOf('-') + 1));
    }

    /** Nobody was reached at any time of day: the answer stays as it is, unverified; the duty ends with the last of its answers (C3). */
    public void giveUp(UUID dutyId, UUID responseId) {
        rows.holdOpen(dutyId);
        jdbc.sql(
                        "update verification set given_up_at = ? where duty_id = ? and response_id = ? and given_up_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), dutyId, responseId)
                .update();
        if (isTheLast(dutyId)) {
            duties.close(dutyId, outcomeOf(dutyId), "system");
        }
    }

    /** When nobody was reached about this answer. */
    List<Instant> unansweredAt(UUID dutyId, UUID responseId) {
        return of(dutyId, responseId).stream()
                .filter(row -> Outcome.NOT_REACHED.name().equals(row.outcome()))
                .map(VerificationRow::at)
                .toList();
    }

    /** The records of one duty about one answer, the first attempt first. */
    List<VerificationRow> of(UUID dutyId, UUID responseId) {
        return of(dutyId).stream()
                .filter(row -> row.responseId().equals(responseId))
                .toList();
    }

    /** The records of one duty, the first attempt first. */
    List<VerificationRow> of(UUID dutyId) {
        return jdbc.sql("select * from verification_record where duty_id = ? order by at, attempt")
                .param(dutyId)
                .query(Verifications::row)
                .list();
    }

    /** The answers that a duty is about, the first one first. */
    List<UUID> answersOf(UUID dutyId) {
        return jdbc.sql("select response_id from verification where duty_id = ? order by opened_at, response_id")
                .param(dutyId)
                .query(UUID.class)
                .list();
    }

    private Response answer(UUID responseId) {
        return responses.find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
    }

    private Duty get(UUID dutyId) {
        return rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
    }

    private void insert(Duty duty, UUID responseId, VerificationResult result, @Nullable UUID correction, String by) {
        var right = result.right();
        var validity = result.validity();
        jdbc.sql("""
                        insert into verification_record (id, duty_id, response_id, attempt, outcome, at, by_user, scores,
                            customer_comment, customer_suggestion, meaning, right_value, validity, explanation, note,
                            correction_id)
                        values (:id, :duty, :response,
                            (select count(*) + 1 from verification_record where duty_id = :duty and response_id = :response), :outcome, :at, :by, :scores,
                            :comment, :suggestion, :meaning, :right, :validity, :explanation, :note, :correction)""")
                .param("id", UUID.randomUUID())
                .param("duty", duty.id())
                .param("response", responseId)
                .param("outcome", result.outcome().name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("scores", json(result.scores()))
                .param("comment", result.comment())
                .param("suggestion", result.suggestion())
                .param("meaning", result.meaning())
                .param("right", right == null ? null : right.name())
                .param("validity", validity == null ? null : validity.name())
                .param("explanation", result.explanation())
                .param("note", result.note())
                .param("correction", correction)
                .update();
    }

    private static VerificationRow row(ResultSet row, int number) throws SQLException {
        return new VerificationRow(
                row.getObject("duty_id", UUID.class),
                row.getObject("response_id", UUID.class),
                row.getInt("attempt"),
                row.getString("outcome"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_user"),
                scores(row.getString("scores")),
                row.getString("customer_comment"),
                row.getString("customer_suggestion"),
                row.getString("meaning"),
                row.getString("right_value"),
                row.getString("validity"),
                row.getString("explanation"),
                row.getString("note"),
                row.getObject("correction_id", UUID.class));
    }

    private static String json(Map<String, Integer> scores) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(scores));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Integer> scores(String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Integer>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored verification cannot be read", broken);
        }
    }
}
