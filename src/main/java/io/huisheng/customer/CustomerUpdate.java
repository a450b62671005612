package io.huisheng.customer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an event says about a customer; null means that it says nothing. */
public record CustomerUpdate(
        String customerNo,
        @Nullable String name,
        @Nullable String type,
        @Nullable String tier,
        @Nullable String industry,
        @Nullable LocalDate since,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String wecomId,
        @Nullable String language,
        @Nullable Boolean surveyConsent) {}
