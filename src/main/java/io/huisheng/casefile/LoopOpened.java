package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;

/** A service was completed: a new round of the feedback loop begins. Published inside the transaction that records it. */
public record LoopOpened(CaseNo caseNo, int round) {}
