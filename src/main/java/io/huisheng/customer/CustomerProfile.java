package io.huisheng.customer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the house may know about a customer without knowing who he is: no name, no address. */
public record CustomerProfile(
        String customerNo,
        @Nullable String type,
        @Nullable String tier,
        @Nullable String industry,
        @Nullable LocalDate since,
        String language,
        Consent consent,
        boolean optedOut,
        boolean hasEmail,
        boolean hasPhone,
        boolean hasWecom,
        boolean churnRisk) {

    /** Whether the customer agreed to be surveyed. */
    public enum Consent {
        YES,
        NO,
        UNKNOWN
    }
}
