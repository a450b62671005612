package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;

/** The service of a case was taken up again: its running round is void. Published inside the transaction that records it. */
public record ServiceReopened(CaseNo caseNo, int round) {}
