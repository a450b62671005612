package io.huisheng.survey;

import java.util.List;
import java.util.Map;

/**
 * An answer that a member of staff enters for the customer who gave it (B2, B3).
 *
 * @param channel PHONE or PAPER
 * @param questionnaire the form that was asked, with its version
 * @param scales question key to its scale, for example {@code 1-10}
 * @param questionsShown how many questions were asked
 */
public record EnteredAnswer(
        String channel,
        String questionnaire,
        int version,
        Map<String, Integer> scores,
        Map<String, String> scales,
        Map<String, List<String>> choices,
        Map<String, String> texts,
        boolean wantsContact,
        String contact,
        int questionsShown) {}
