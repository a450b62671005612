package io.huisheng.survey;

import java.util.UUID;

/** Any answer was stored, in time or late, named or anonymous. Published inside the transaction that stores it. */
public record ResponseStored(UUID responseId) {}
