package io.huisheng.assessment;

import org.jspecify.annotations.Nullable;

/**
 * What triage decides on.
 *
 * @param overall the overall score normalised to 1–5; null where none was given
 * @param lowest the lowest dimension, 1–5
 */
public record TriageFacts(
        @Nullable Integer overall,
        @Nullable Integer lowest,
        boolean hasComment,
        boolean hasSuggestion,
        boolean major,
        boolean wantsContact,
        String validity,
        String sentiment,
        String scenario,
        String customerTier,
        boolean churnRisk) {}
