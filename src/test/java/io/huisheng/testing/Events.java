package io.huisheng.testing;

/** Service events as a service desk would post them. */
public final class Events {

    private Events() {}

    /** A repair of an air conditioner that was resolved at this moment, for a customer who agreed to be asked. */
    public static String resolved(String eventId, String caseNo, String customerNo, String at) {
        return event(eventId, "RESOLVED", "REPAIR", caseNo, customerNo, at);
    }

    public static String event(
            String eventId, String type, String scenario, String caseNo, String customerNo, String at) {
        return """
                {"eventId":"%s","type":"%s","occurredAt":"%s","caseNo":"%s","scenario":"%s",
                 "customer":{"customerNo":"%s","name":"张三","type":"INDIVIDUAL","tier":"STANDARD",
                  "since":"2024-05-01","email":"%s@example.com","phone":"13800138000","language":"zh-CN","surveyConsent":true},
                 "product":{"type":"空调","model":"KFR-35GW"},
                 "service":{"types":["维修"],"channel":"ONSITE","staffNo":"S008","department":"after-sales",
                  "createdAt":"2026-05-05T09:00:00+08:00","respondedAt":"2026-05-05T10:30:00+08:00","resolvedAt":"%s",
                  "resolution":"更换电容","escalated":false}}""".formatted(
                        eventId,
                        type,
                        at,
                        caseNo,
                        scenario,
                        customerNo,
                        customerNo.toLowerCase(java.util.Locale.ROOT),
                        at)
                // one phone for all would be one identity for the quiet period
                .replace("13800138000", phoneOf(customerNo));
    }

    /** The phone of the customer of such an event. */
    public static String phoneOf(String customerNo) {
        return "139" + "%08d".formatted(Math.floorMod(customerNo.hashCode(), 100_000_000));
    }
}
