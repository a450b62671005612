package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;

/**
 * An invitation that was on its way will never arrive; its reason is recorded on it. Published inside the transaction that
 * records it.
 */
public record InvitationUndeliverable(CaseNo caseNo, int round) {}
