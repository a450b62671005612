package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message whose turn to leave has come. */
public record QueuedMessage(
        UUID id,
        String kind,
        CaseNo caseNo,
        @Nullable UUID reference,
        @Nullable String role) {}
