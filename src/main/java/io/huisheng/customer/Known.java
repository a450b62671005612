package io.huisheng.customer;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Everything stored about a customer, and the moment of the newest event that said any of it. Consent has a moment of its
 * own: it must not be outlived by an earlier one only because a later event said nothing of it.
 */
record Known(
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
        @Nullable Boolean surveyConsent,
        @Nullable Instant consentAt,
        Instant at) {

    static Known from(CustomerUpdate update, Instant at) {
        return new Known(
                update.customerNo(),
                said(update.name()),
                said(update.type()),
                said(update.tier()),
                said(update.industry()),
                update.since(),
                said(update.email()),
                said(update.phone()),
                said(update.wecomId()),
                said(update.language()),
                update.surveyConsent(),
                update.surveyConsent() == null ? null : at,
                at);
    }

    /** What is known after an event: the newer of both has the word, the older one fills what the newer left out. */
    Known and(Known event) {
        return event.at().isBefore(at) ? event.completedBy(this) : completedBy(event);
    }

    private Known completedBy(Known newer) {
        var lastWord = saysMoreRecently(newer) ? newer : this;
        return new Known(
                customerNo,
                or(newer.name, name),
                or(newer.type, type),
                or(newer.tier, tier),
                or(newer.industry, industry),
                or(newer.since, since),
                or(newer.email, email),
                or(newer.phone, phone),
                or(newer.wecomId, wecomId),
                or(newer.language, language),
                lastWord.surveyConsent,
                lastWord.consentAt,
                newer.at);
    }

    private boolean saysMoreRecently(Known newer) {
        return newer.consentAt != null && (consentAt == null || !newer.consentAt.isBefore(consentAt));
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** A field of blanks says as little as one that is missing. */
    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
