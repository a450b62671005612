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
        @Nullable Boolean escalated) {

    /** This record with what a later event says; what the later event leaves out stays as it is known. */
    public ServiceRecord updatedBy(ServiceRecord later) {
        return new ServiceRecord(
                known(later.productType, productType),
                known(later.productModel, productModel),
                known(later.types, types),
                known(later.channel, channel),
                known(later.staffNo, staffNo),
                known(later.department, department),
                known(later.createdAt, createdAt),
                known(later.respondedAt, respondedAt),
                known(later.resolvedAt, resolvedAt),
                known(later.resolution, resolution),
                known(later.escalated, escalated));
    }

    private static <T> @Nullable T known(@Nullable T later, @Nullable T earlier) {
        return later != null ? later : earlier;
    }
}
