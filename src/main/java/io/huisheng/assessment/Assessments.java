package io.huisheng.assessment;

import io.huisheng.assessment.Assessment.Tagged;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the house makes of an answer: validity, scores, tags, sentiment and the duties that triage calls for. */
@Service
public class Assessments {

    private static final String COMMENT = "comment";
    private static final List<String> SUGGESTIONS = List.of("suggestion", "directionsOther");
    private static final Map<String, String> CLASS_OF_DIMENSION = Map.of(
            "responseSpeed", "RESPONSE",
            "problemSolving", "SOLUTION",
            "professionalism", "PROFESSIONALISM",
            "attitude", "ATTITUDE",
            "compliance", "OTHER");
    private static final Logger log = LoggerFactory.getLogger(Assessments.class);

    private final Responses responses;
    private final CaseFiles files;
    private final Customers customers;
    private final AssessmentRows rows;
    private final Fingerprints fingerprints;
    private final DictionaryFile dictionary;
    private final AssessmentSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;

    Assessments(
            Responses responses,
            CaseFiles files,
            Customers customers,
            AssessmentRows rows,
            Fingerprints fingerprints,
            DictionaryFile dictionary,
            AssessmentSettings settings,
            Clock clock,
            MeterRegistry meters,
            ApplicationEventPublisher events) {
        this.responses = responses;
        this.files = files;
        this.customers = customers;
        this.rows = rows;
        this.fingerprints = fingerprints;
        this.dictionary = dictionary;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.events = events;
    }

    /** Assesses a stored answer; repeating it changes nothing (C1, C2, D1–D3). */
    @Transactional
    public void assess(UUID responseId) {
        if (rows.exists(responseId)) {
            return;
        }
        // Read again once the case is held: nobody erases the customer between reading his words and writing them down.
        responses.find(responseId).map(Response::caseNo).ifPresent(files::hold);
        var response = responses.find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
        var words = dictionary.current();
        var text = Passage.of(String.join("\n", response.texts().values()));
        var scores = new Scores(response, settings);
        var check = new ValidityCheck(settings);
        var isCorrection = responses.originalOf(responseId).isPresent();

        // A person wrote a correction down while he spoke with the customer: there is nothing to suspect in it.
        var reasons = isCorrection ? Set.<Reason>of() : reasonsAgainst(response, text, scores, words, check);
        var reading = Tagging.read(text, words);
        var assessment = new Assessment(
                responseId,
                momentOf(response),
                check.verdict(reasons),
                List.copyOf(reasons),
                scores.normalised(),
                scores.index(),
                settings.weights().version(),
                words.version(),
                Sentiment.of(scores.overall(), Sentiment.of(text, reading, words)),
                judgedOnThePhone(response).orElse(problemClass(reading, scores)),
                reading.major(),
                reading.tags().stream()
                        .map(tag -> new Tagged(tag.tag(), tag.words()))
                        .toList(),
                threats(reading, true));
        if (rows.insert(assessment, response.caseNo(), scores.overallRaw(), threats(reading, false))) {
            tell(response, assessment, isCorrection);
        }
    }

    private Set<Reason> reasonsAgainst(
            Response response, Passage text, Scores scores, Dictionary words, ValidityCheck check) {
        var reasons = check.reasonsAgainst(response, text, scores, words);
        if (fingerprints.seenBefore(response, customerOf(response), text)) {
            reasons.add(Reason.DUPLICATE);
        }
        return reasons;
    }

    /** An anonymous answer knows its hour only, and so does everything that is made of it (B11). */
    private Instant momentOf(Response response) {
        var now = clock.instant();
        return response.anonymous() ? now.truncatedTo(ChronoUnit.HOURS) : now;
    }

    private void tell(Response response, Assessment assessment, boolean isCorrection) {
        meters.counter("huisheng.assessments", "validity", assessment.validity().name())
                .increment();
        // Nothing is said of an anonymous answer: the moment of the line would lead back to the customer (B11).
        if (response.caseNo() != null) {
            log.atInfo()
                    .addKeyValue("responseId", assessment.responseId())
                    .addKeyValue("caseNo", response.caseNo())
                    .addKeyValue("validity", assessment.validity())
                    .addKeyValue("major", assessment.major())
                    .log("Answer assessed");
            files.note(response.caseNo(), "ASSESSED", Words.ofAssessment(assessment), "system");
        }
        // What is corrected counts once, as the answer that it corrects.
        if (!isCorrection) {
            decided(response, assessment.validity());
        }
    }

    private void decided(Response response, Validity validity) {
        events.publishEvent(new ValidityDecided(response.responseId(), response.caseNo(), response.round(), validity));
    }

    /** The assessment of an answer, or nothing where it is still to come. */
    public Optional<Assessment> find(UUID responseId) {
        return rows.find(responseId);
    }

    /** What triage decides on, from the assessed answer of this case. */
    public TriageFacts factsOf(CaseNo caseNo, UUID responseId) {
        var response = responses.find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
        var assessment = rows.find(responseId)
                .orElseThrow(() -> new IllegalStateException("Answer is not assessed yet: " + responseId));
        var scores = new Scores(response, settings);
        var file = files.get(caseNo);
        var customer = customers.profileOf(file.customerNo());
        var words = dictionary.current();
        return new TriageFacts(
                scores.overall(),
                scores.lowest(),
                words.saysSomething(response.texts().get(COMMENT)),
                SUGGESTIONS.stream()
                        .anyMatch(key -> words.saysSomething(response.texts().get(key))),
                assessment.major(),
                response.wantsContact(),
                assessment.validity().name(),
                assessment.sentiment().name(),
                file.scenario().name(),
                customer.tier() == null ? "" : customer.tier(),
                customer.churnRisk());
    }

    /** What was given for a dimension, on 1–5; null where nothing was. */
    @Nullable
    Integer dimensionOf(Response response, String dimension) {
        return new Scores(response, settings).dimension(dimension);
    }

    /** Keeps the rows of the triage table that fired for this answer, so that people can see why. */
    @Transactional
    public void recordTriage(UUID responseId, List<TriageRule> rules) {
        for (var position = 0; position < rules.size(); position++) {
            rows.keepTriage(responseId, position, rules.get(position));
        }
    }

    /** The rows of the triage table that fired for this answer. */
    public List<TriageRule> triageOf(UUID responseId) {
        return rows.triageOf(responseId);
    }

    /**
     * Quality staff overrule the validity of the answer of a case, with a reason; the answer and all earlier rulings stay (C2).
     *
     * @return whether there was an assessed answer to rule on
     */
    @Transactional
    public boolean rule(CaseNo caseNo, Validity validity, String reason, String by) {
        files.holdUnlessErased(caseNo);
        var assessed = responses.of(caseNo).filter(response -> rows.exists(response.responseId()));
        assessed.ifPresent(response -> rule(caseNo, response, validity, reason, by));
        return assessed.isPresent();
    }

    /** The same about one answer of the case, whichever its round is; what a verification found out about it (C1–C4). */
    @Transactional
    public void rule(CaseNo caseNo, UUID responseId, Validity validity, String reason, String by) {
        var response = responses.find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
        rule(caseNo, response, validity, reason, by);
    }

    private void rule(CaseNo caseNo, Response response, Validity validity, String reason, String by) {
        rows.rule(response.responseId(), validity, reason.strip(), by, clock.instant());
        files.note(caseNo, "VALIDITY_RULED", Words.ofRuling(validity), by);
        decided(response, validity);
    }

    private @Nullable String customerOf(Response response) {
        return Optional.ofNullable(response.caseNo())
                .flatMap(files::find)
                .map(CaseFile::customerNo)
                .orElse(null);
    }

    /** Who spoke with the customer knows best what his trouble was about (D3). */
    private static Optional<String> judgedOnThePhone(Response response) {
        return response.choices().getOrDefault("problemClass", List.of()).stream()
                .findFirst();
    }

    /** The text speaks first; where it names no problem, the lowest dimension does. */
    private static @Nullable String problemClass(Tagging.Reading reading, Scores scores) {
        if (!reading.tags().isEmpty()) {
            return reading.tags().get(0).problemClass();
        }
        var lowest = scores.lowest();
        if (lowest != null && lowest <= 3) {
            return CLASS_OF_DIMENSION.entrySet().stream()
                    .filter(dimension -> lowest.equals(scores.dimension(dimension.getKey())))
                    .map(Map.Entry::getValue)
                    .sorted()
                    .findFirst()
                    .orElse("OTHER");
        }
        var overall = scores.overall();
        return overall != null && overall <= 3 ? "OTHER" : null;
    }

    private static List<Tagged> threats(Tagging.Reading reading, boolean major) {
        return reading.threats().stream()
                .filter(threat -> threat.major() == major)
                .map(threat -> new Tagged(threat.kind(), threat.words()))
                .toList();
    }
}
