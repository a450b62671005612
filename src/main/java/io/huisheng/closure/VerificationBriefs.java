package io.huisheng.closure;

import io.huisheng.assessment.Doubt;
import io.huisheng.assessment.Doubts;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** What the form of a verification shows, read when somebody looks and stored nowhere else. */
@Service
public class VerificationBriefs {

    private final DutyRows duties;
    private final Verifications verifications;
    private final Doubts doubts;
    private final MessageSource messages;

    VerificationBriefs(DutyRows duties, Verifications verifications, Doubts doubts, MessageSource messages) {
        this.duties = duties;
        this.verifications = verifications;
        this.doubts = doubts;
        this.messages = messages;
    }

    /**
     * The values by the keys of the form.
     *
     * @param responseId the answer that is verified
     */
    public Map<String, String> of(CaseNo caseNo, UUID responseId) {
        Map<String, String> values = new LinkedHashMap<>();
        doubts.of(responseId).ifPresent(doubt -> {
            values.put("doubt", doubt.reason());
            values.put("contradiction", contradiction(doubt));
        });
        values.put("attemptsSoFar", attempts(caseNo, responseId));
        return values;
    }

    private String contradiction(Doubt doubt) {
        return doubt.claim() == null ? "" : say("contradiction", said(doubt), recorded(doubt));
    }

    /** What the customer said, where it contradicts the record. */
    String said(Doubt doubt) {
        var score = doubt.saidScore();
        return score == null ? say("said." + doubt.claim()) : say("said." + doubt.claim() + ".score", score);
    }

    /** What the record says instead. */
    String recorded(Doubt doubt) {
        return say(
                "recorded." + doubt.claim(),
                within(Duration.ofMinutes(Objects.requireNonNull(doubt.recordedMinutes()))));
    }

    private String within(Duration time) {
        return Stream.of(part("hours", time.toHours()), part("minutes", time.toMinutesPart()))
                .flatMap(Optional::stream)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), words -> words.isEmpty() ? say("minutes", "0") : words));
    }

    private Optional<String> part(String unit, long amount) {
        return amount == 0 ? Optional.empty() : Optional.of(say(unit, String.valueOf(amount)));
    }

    private String attempts(CaseNo caseNo, UUID responseId) {
        var lines = duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.VERIFICATION)
                .flatMap(duty -> verifications.of(duty.id(), responseId).stream())
                .map(row -> BusinessTime.minute(row.at()) + " " + say("outcome." + row.outcome())
                        + (row.note().isBlank() ? "" : "：" + row.note()))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? say("none") : lines;
    }

    private String say(String key, @Nullable Object... arguments) {
        var text = messages.getMessage("closure.verification." + key, arguments, key, Locale.SIMPLIFIED_CHINESE);
        return Objects.requireNonNullElse(text, key);
    }
}
