package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer was stored in time. Published inside the transaction that stores it.
 *
 * @param responseId null where the customer answered anonymously
 */
public record ResponseReceived(
        CaseNo caseNo, int round, @Nullable UUID responseId) {}
