package io.huisheng.casefile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service organisation did for the customer, as its own system reports it; null where an event says nothing. */
public record ServiceRecord(
        @Nullable String productType,
        @Nullable String productModel,
        @Nullable List<String> types,
        @Nullable String channel,
        @Nullable String staffNo,
        @Nullable String department,
        @Nullable Instant createdAt,
        @Nullable Instant respondedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution,
        @Nullable Boolean escalated) {}
