package io.huisheng.closure;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt to verify an answer, as it is kept; see {@link VerificationResult}. */
record VerificationRow(
        UUID dutyId,
        UUID responseId,
        int attempt,
        String outcome,
        Instant at,
        String by,
        Map<String, Integer> scores,
        String comment,
        String suggestion,
        String meaning,
        @Nullable String right,
        @Nullable String validity,
        String explanation,
        String note,
        @Nullable UUID correctionId) {}
