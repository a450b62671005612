package io.huisheng.intake;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of what came in. */
@Repository
class ReceivedEvents {

    private final Inserts inserts;
    private final JdbcClient jdbc;

    ReceivedEvents(Inserts inserts, JdbcClient jdbc) {
        this.inserts = inserts;
        this.jdbc = jdbc;
    }

    /** Puts an event on the list, once whatever happens: of simultaneous deliveries the others wait until it is decided. */
    boolean enter(IncomingEvent incoming, Instant receivedAt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_id", incoming.eventId());
        row.put("content_hash", incoming.contentHash());
        row.put("event_type", incoming.event().type().name());
        row.put("case_no", incoming.event().caseNo().value());
        row.put("occurred_at", utc(incoming.event().occurredAt()));
        row.put("received_at", utc(receivedAt));
        return inserts.ifAbsent("service_event", row);
    }

    void keepReceipt(String eventId, String receipt) {
        jdbc.sql("update service_event set receipt = :receipt where event_id = :eventId")
                .param("receipt", receipt)
                .param("eventId", eventId)
                .update();
    }

    Optional<Entry> find(String eventId) {
        return jdbc.sql("select content_hash, receipt from service_event where event_id = :eventId")
                .param("eventId", eventId)
                .query((row, number) -> new Entry(row.getString("content_hash"), row.getString("receipt")))
                .optional();
    }

    /** The events of a case without what they said, oldest first. */
    List<Line> of(CaseNo caseNo) {
        return jdbc.sql("select event_id, event_type, occurred_at, received_at from service_event where case_no = ?"
                        + " order by received_at, event_id")
                .param(caseNo.value())
                .query((row, number) -> new Line(
                        row.getString("event_id"),
                        row.getString("event_type"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** From now on these events are known by their ids alone. */
    void forgetContents(CaseNo caseNo) {
        jdbc.sql("update service_event set content_hash = '' where case_no = ?")
                .param(caseNo.value())
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** What is known of an event that was received before. */
    record Entry(String contentHash, @Nullable String receipt) {

        /** Whether it came with these contents; of an erased customer's events nobody knows them any more. */
        boolean said(String contents) {
            return contentHash.isEmpty() || contentHash.equals(contents);
        }
    }

    /** An event that was received. */
    record Line(String eventId, String type, Instant occurredAt, Instant receivedAt) {}
}
