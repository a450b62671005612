package io.huisheng.intake;

import java.nio.charset.StandardCharsets;

/** Service events as a sender writes them. */
final class Bodies {

    static final String FULL = """
            {"eventId":"evt-1","type":"RESOLVED","occurredAt":"2026-05-06T10:00:00+08:00",
             "caseNo":"WO-20260506-0001","scenario":"REPAIR",
             "customer":{"customerNo":"C202405001","name":"张三","type":"INDIVIDUAL","tier":"STANDARD","industry":null,
              "since":"2024-05-01","email":"zhang@example.com","phone":"13800138000","wecomId":null,"language":"zh-CN",
              "surveyConsent":true},
             "product":{"type":"空调","model":"KFR-35GW"},
             "service":{"types":["维修"],"channel":"ONSITE","staffNo":"S008","department":"after-sales",
              "createdAt":"2026-05-05T09:00:00+08:00","respondedAt":"2026-05-05T10:30:00+08:00",
              "resolvedAt":"2026-05-06T10:00:00+08:00","resolution":"更换电容","escalated":false}}
            """;

    private Bodies() {}

    /** The least that makes an event. */
    static String event(String eventId, String caseNo) {
        return ("{\"eventId\":\"%s\",\"type\":\"RESOLVED\",\"occurredAt\":\"2026-05-06T10:00:00+08:00\","
                        + "\"caseNo\":\"%s\",\"scenario\":\"REPAIR\",\"customer\":{\"customerNo\":\"C1\"}}")
                .formatted(eventId, caseNo);
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
