package io.huisheng.assessment;

import io.huisheng.shared.CaseNo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * It was decided whether an answer counts, by its assessment or by quality staff. Published inside the transaction that keeps it.
 *
 * @param caseNo null where the answer is anonymous, and the round with it
 */
public record ValidityDecided(
        UUID responseId, @Nullable CaseNo caseNo, @Nullable Integer round, Validity validity) {}
