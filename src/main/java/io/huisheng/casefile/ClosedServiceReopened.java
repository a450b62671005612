package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;

/** The service of a closed case was taken up again: what still follows from its last round is void. Published inside the transaction that records it. */
public record ClosedServiceReopened(CaseNo caseNo, int round) {}
