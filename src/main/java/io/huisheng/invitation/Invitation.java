package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The asking of one customer in one round of a case. Its row decides every race between answer, reminder and expiry.
 *
 * @param dutyId the duty that is followed up; null where the service itself is asked about
 * @param dueBy when a follow-up must have been sent by the standards
 */
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
        @Nullable String notSentReason,
        Purpose purpose,
        @Nullable UUID dutyId,
        @Nullable Instant dueBy) {}
