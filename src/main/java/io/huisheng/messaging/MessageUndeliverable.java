package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message will never arrive. Published inside the transaction that records it, business time. */
public record MessageUndeliverable(
        UUID id, String kind, CaseNo caseNo, @Nullable UUID reference, Instant at, String reason) {}
