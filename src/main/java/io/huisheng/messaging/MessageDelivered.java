package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mail server has accepted a message. Published inside the transaction that records it, business time. */
public record MessageDelivered(
        UUID id, String kind, CaseNo caseNo, @Nullable UUID reference, Instant at) {}
