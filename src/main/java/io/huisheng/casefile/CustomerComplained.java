package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;

/** The customer complained while a round of his case was running. Published inside the transaction that records it. */
public record CustomerComplained(CaseNo caseNo, int round, String eventId) {}
