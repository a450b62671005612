package io.huisheng.assessment;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import io.huisheng.shared.NotFound;
import io.huisheng.survey.Responses;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which answers must be verified, why and by whom; what the table decided and what was drawn stays on record (C3–C5). */
@Service
public class Doubts {

    private static final String SLOW = "响应慢";
    private static final String UNSOLVED = "未彻底解决";
    private static final int HUNDRED = 100;

    private final Responses responses;
    private final Assessments assessments;
    private final CaseFiles files;
    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final DoubtSettings settings;
    private final Clock clock;

    Doubts(
            Responses responses,
            Assessments assessments,
            CaseFiles files,
            JdbcClient jdbc,
            Inserts inserts,
            DoubtSettings settings,
            Clock clock) {
        this.responses = responses;
        this.assessments = assessments;
        this.files = files;
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the customer said beside what the record says, for the table to decide on. */
    @Transactional(readOnly = true)
    public DoubtFacts factsOf(CaseNo caseNo, UUID responseId) {
        var assessment = assessments
                .find(responseId)
                .orElseThrow(() -> new IllegalStateException("Answer is not assessed yet: " + responseId));
        var response = responses.find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
        var facts = assessments.factsOf(caseNo, responseId);
        var service = files.get(caseNo).service();
        // How a duty was fulfilled is another matter than the service: its record proves nothing against the customer
        // then.
        var isFollowUp = responses.isToFollowUp(responseId);
        return new DoubtFacts(
                responses.originalOf(responseId).isPresent(),
                facts.validity(),
                facts.overall(),
                facts.major(),
                says(assessment, SLOW),
                assessments.dimensionOf(response, "responseSpeed"),
                isFollowUp ? null : minutes(service, service.respondedAt()),
                says(assessment, UNSOLVED),
                isFollowUp ? null : minutes(service, service.resolvedAt()),
                Boolean.TRUE.equals(service.escalated()),
                facts.hasComment() || facts.hasSuggestion(),
                response.channel());
    }

    /**
     * Puts a verdict of the table on record, together with the draw where only a share is verified. The first verdict on an answer
     * stays, however often it is asked for.
     *
     * @return the doubt; empty where nothing speaks for a verification
     */
    @Transactional
    public Optional<Doubt> raise(CaseNo caseNo, UUID responseId, DoubtFacts facts, DoubtVerdict verdict) {
        if (DoubtVerdict.NONE.equals(verdict.reason()) || verdict.share() <= 0) {
            return Optional.empty();
        }
        var draw = drawOf(responseId);
        var row = new TreeMap<String, @Nullable Object>();
        row.put("response_id", responseId);
        row.put("reason", verdict.reason());
        row.put("claim", verdict.claim().isEmpty() ? null : verdict.claim());
        row.put("said_score", "SLOW".equals(verdict.claim()) && !facts.saysSlow() ? facts.responseSpeed() : null);
        row.put("recorded_minutes", recorded(facts, verdict.claim()));
        row.put("share", verdict.share());
        row.put("draw", draw);
        row.put("drawn", draw < verdict.share() && (settings.sampling() || verdict.share() == HUNDRED));
        row.put("role", verifierOf(files.get(caseNo).service(), verdict));
        row.put("rule_id", verdict.rule());
        row.put("policy_version", verdict.version());
        row.put("raised_at", clock.instant().atOffset(ZoneOffset.UTC));
        inserts.ifAbsent("doubt", row);
        return of(responseId);
    }

    /** The doubt about an answer, drawn or not; nothing where there was none. */
    @Transactional(readOnly = true)
    public Optional<Doubt> of(UUID responseId) {
        return jdbc.sql("select * from doubt where response_id = ?")
                .param(responseId)
                .query(Doubts::doubt)
                .optional();
    }

    /**
     * The draw of an answer, 0–99: the first eight hexadecimal digits of the SHA-256 of its id, modulo 100. {@code printf %s ID |
     * sha256sum} tells everybody the same.
     */
    static int drawOf(UUID responseId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(responseId.toString().getBytes(StandardCharsets.US_ASCII));
            return (int) (HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(digest, 0, 4)) % HUNDRED);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Nobody verifies what customers say about his own department. */
    private static String verifierOf(ServiceRecord service, DoubtVerdict verdict) {
        var rated = service.department();
        return rated != null && rated.strip().equalsIgnoreCase(verdict.role()) ? verdict.alternate() : verdict.role();
    }

    private static boolean says(Assessment assessment, String tag) {
        return assessment.tags().stream().anyMatch(tagged -> tagged.tag().equals(tag));
    }

    private static @Nullable Integer minutes(ServiceRecord service, @Nullable Instant until) {
        var from = service.createdAt();
        return from == null || until == null || until.isBefore(from)
                ? null
                : (int) Math.min(Integer.MAX_VALUE, ChronoUnit.MINUTES.between(from, until));
    }

    private static @Nullable Integer recorded(DoubtFacts facts, String claim) {
        return switch (claim) {
            case "SLOW" -> facts.responseMinutes();
            case "UNSOLVED" -> facts.solvedMinutes();
            default -> null;
        };
    }

    private static Doubt doubt(ResultSet row, int number) throws SQLException {
        return new Doubt(
                row.getObject("response_id", UUID.class),
                row.getString("reason"),
                row.getString("claim"),
                row.getObject("said_score", Integer.class),
                row.getObject("recorded_minutes", Integer.class),
                row.getInt("share"),
                row.getInt("draw"),
                row.getBoolean("drawn"),
                row.getString("role"),
                row.getString("rule_id"),
                row.getInt("policy_version"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant());
    }
}
