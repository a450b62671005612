package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.time.Instant;

/** Something that happened to a service case, checked and ready to be believed. */
public record ServiceEvent(
        String eventId,
        Type type,
        Instant occurredAt,
        CaseNo caseNo,
        Scenario scenario,
        String customerNo,
        ServiceRecord service) {

    /** What happened. */
    public enum Type {
        RESOLVED,
        COMPLETED,
        DELIVERED,
        CONTACT_ENDED,
        REOPENED
    }

    /** What kind of service it happened to. */
    public enum Scenario {
        REPAIR,
        INSTALLATION,
        RETURN,
        CONSULTATION,
        COMPLAINT,
        DELIVERY,
        FIRST_SERVICE
    }
}
