package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The asking of one customer in one round of a case. Its row decides every race between answer, reminder and expiry. */
public record Invitation(
        UUID id,
        CaseNo caseNo,
        int round,
        String customerNo,
        SurveyState state,
        String channel,
        @Nullable String questionnaire,
        int quietDays,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable Instant remindedAt,
        @Nullable Instant expiresAt,
        @Nullable String notSentReason) {}
