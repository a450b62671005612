package io.huisheng.closure;

import io.huisheng.shared.CaseNo;

/**
 * What the house wrote to a customer about his suggestion or his complaint will never reach him. Published inside the transaction that records
 * it.
 */
public record ReplyUndeliverable(CaseNo caseNo, int round) {}
