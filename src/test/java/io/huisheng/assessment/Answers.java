package io.huisheng.assessment;

import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Answers as people give them, for tests of this room. */
final class Answers {

    static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    static final Instant MORNING =
            OffsetDateTime.parse("2026-05-08T10:00:00+08:00").toInstant();

    private final UUID id = UUID.randomUUID();
    private final Map<String, Integer> scores = new HashMap<>();
    private final Map<String, String> scales = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private CaseNo caseNo = CASE;
    private String channel = "WEB";
    private Instant receivedAt = MORNING;
    private Integer seconds = 120;
    private int questions = 8;
    private boolean fullForm = true;

    static Answers anAnswer() {
        return new Answers();
    }

    static AssessmentSettings settings(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("huisheng.assessment", AssessmentSettings.class);
    }

    static AssessmentSettings settings() {
        return settings(Map.of());
    }

    Answers score(String key, int value) {
        return score(key, value, "1-5");
    }

    Answers score(String key, int value, String scale) {
        scores.put(key, value);
        scales.put(key, scale);
        return this;
    }

    Answers comment(String text) {
        texts.put("comment", text);
        return this;
    }

    Answers suggestion(String text) {
        texts.put("suggestion", text);
        return this;
    }

    Answers of(CaseNo other) {
        caseNo = other;
        return this;
    }

    Answers anonymously() {
        caseNo = null;
        return this;
    }

    Answers by(String otherChannel) {
        channel = otherChannel;
        return this;
    }

    Answers at(Instant moment) {
        receivedAt = moment;
        return this;
    }

    Answers within(Integer taken) {
        seconds = taken;
        return this;
    }

    Answers onAShortFormOf(int shown) {
        fullForm = false;
        questions = shown;
        return this;
    }

    Response given() {
        return new Response(
                id,
                caseNo,
                caseNo == null ? null : 1,
                receivedAt,
                channel,
                false,
                caseNo == null,
                "survey-standard",
                1,
                "zh-CN",
                scores,
                scales,
                Map.of("directions", List.of("优化服务流程")),
                texts,
                false,
                seconds,
                questions,
                fullForm);
    }
}
