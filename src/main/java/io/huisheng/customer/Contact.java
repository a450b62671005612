package io.huisheng.customer;

import org.jspecify.annotations.Nullable;

/** How a customer is reached: the personal data that only those see who need it. */
public record Contact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String wecomId,
        String language) {}
