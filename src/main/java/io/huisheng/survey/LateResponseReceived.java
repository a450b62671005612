package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.util.UUID;

/** A named answer was stored after its invitation had lapsed. Published inside the transaction that stores it. */
public record LateResponseReceived(CaseNo caseNo, int round, UUID responseId) {}
