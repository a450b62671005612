package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up survey was answered. Published inside the transaction that stores the answer.
 *
 * @param responseId null where the customer answered anonymously
 * @param late whether the survey had lapsed by then
 */
public record FollowUpAnswered(
        UUID invitationId,
        CaseNo caseNo,
        int round,
        @Nullable UUID responseId,
        boolean late) {}
