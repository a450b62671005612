package io.huisheng.intake;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** What the sender gets for an event, today and whenever he delivers it again. */
@JsonPropertyOrder({"eventId", "caseNo", "round", "receivedAt"})
record Receipt(String eventId, String caseNo, int round, String receivedAt) {}
