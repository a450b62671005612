package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer as it was given; never changed afterwards.
 *
 * @param caseNo null where the customer answered anonymously
 * @param scores question key to the value on its own scale
 * @param scales question key to its scale, for example {@code 1-5}
 * @param choices question key to what was chosen
 * @param texts question key to what was written
 * @param secondsTaken how long the page was open before the answer; null for channels that staff enter
 * @param questionsShown how many questions the questionnaire asks
 */
public record Response(
        UUID responseId,
        @Nullable CaseNo caseNo,
        @Nullable Integer round,
        Instant receivedAt,
        String channel,
        boolean late,
        boolean anonymous,
        String questionnaire,
        int questionnaireVersion,
        String language,
        Map<String, Integer> scores,
        Map<String, String> scales,
        Map<String, java.util.List<String>> choices,
        Map<String, String> texts,
        boolean wantsContact,
        @Nullable Integer secondsTaken,
        int questionsShown,
        boolean fullForm) {}
