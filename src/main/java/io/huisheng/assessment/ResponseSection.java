package io.huisheng.assessment;

import io.huisheng.assessment.Assessment.Tagged;
import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the answer to the present round of a case and what was made of it. */
@Component
class ResponseSection implements CaseSection {

    private final Responses responses;
    private final Assessments assessments;

    ResponseSection(Responses responses, Assessments assessments) {
        this.responses = responses;
        this.assessments = assessments;
    }

    @Override
    public String name() {
        return "response";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo) {
        return responses.of(caseNo).map(this::view).orElse(null);
    }

    View view(Response response) {
        var assessed = assessments.find(response.responseId());
        return new View(
                response.responseId(),
                response.round(),
                OffsetDateTime.ofInstant(response.receivedAt(), BusinessTime.ZONE),
                response.channel(),
                response.late(),
                assessed.map(Assessment::validity).orElse(null),
                assessed.map(Assessment::reasons).orElse(List.of()),
                response.scores(),
                response.scales(),
                assessed.map(found -> plain(found.normalised())).orElse(Map.of()),
                assessed.map(Assessment::index).map(ResponseSection::plain).orElse(null),
                assessed.map(Assessment::weightsVersion).orElse(null),
                response.texts().get("comment"),
                response.texts().get("suggestion"),
                response.texts().get("directionsOther"),
                response.choices().getOrDefault("directions", List.of()),
                response.wantsContact(),
                response.secondsTaken(),
                response.language(),
                assessed.map(Assessment::tags).orElse(List.of()),
                assessed.map(Assessment::problemClass).orElse(null),
                assessed.map(Assessment::sentiment).orElse(null),
                assessed.map(Assessment::major).orElse(false),
                assessed.map(Assessment::majorWords).orElse(List.of()),
                assessed.map(Assessment::dictionaryVersion).orElse(null),
                assessments.triageOf(response.responseId()),
                new Questionnaire(response.questionnaire(), response.questionnaireVersion()),
                responses.correctionsOf(response.responseId()).stream()
                        .map(this::view)
                        .toList());
    }

    /**
     * The answer as the outside sees it.
     *
     * @param corrections what the customer corrected or added when his answer was verified
     */
    record View(
            UUID responseId,
            @Nullable Integer round,
            OffsetDateTime receivedAt,
            String channel,
            boolean late,
            @Nullable Validity validity,
            List<Reason> reasons,
            Map<String, Integer> scores,
            Map<String, String> scale,
            Map<String, Number> normalised,
            @Nullable Number index,
            @Nullable String weightsVersion,
            @Nullable String comment,
            @Nullable String suggestion,
            @Nullable String directionsOther,
            List<String> directions,
            boolean contactMe,
            @Nullable Integer secondsTaken,
            String language,
            List<Tagged> tags,
            @Nullable String problemClass,
            @Nullable Sentiment sentiment,
            boolean major,
            List<String> majorWords,
            @Nullable String dictionaryVersion,
            List<TriageRule> triage,
            Questionnaire questionnaire,
            List<View> corrections) {}

    /** 100 and 87.5 as people write them; a tree of JSON would make 1E+2 of the decimal. */
    private static Number plain(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0 ? (Number) value.intValue() : (Number) value.doubleValue();
    }

    private static Map<String, Number> plain(Map<String, BigDecimal> values) {
        var plain = new TreeMap<String, Number>();
        values.forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    /** The questionnaire and its version that the customer filled in. */
    record Questionnaire(String key, int version) {}
}
