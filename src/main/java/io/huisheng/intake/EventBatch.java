package io.huisheng.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Many events at once; each has a result of its own, and none of them stops the others. */
@Component
class EventBatch {

    private static final Logger log = LoggerFactory.getLogger(EventBatch.class);

    private final EventReader reader;
    private final ServiceEvents events;
    private final IntakeSettings settings;
    private final ObjectMapper json;
    private final MessageSource messages;

    EventBatch(
            EventReader reader,
            ServiceEvents events,
            IntakeSettings settings,
            ObjectMapper json,
            MessageSource messages) {
        this.reader = reader;
        this.events = events;
        this.settings = settings;
        this.json = json;
        this.messages = messages;
    }

    /** Takes the events of a batch in their order. */
    List<Item> take(JsonNode batch, Locale language) {
        if (!batch.isArray()) {
            throw new InvalidInput(List.of(new Violation("", "shared.json.not-a-list")));
        }
        if (batch.size() > settings.largestBatch()) {
            throw new InvalidInput(List.of(new Violation("", "intake.batch-too-large", settings.largestBatch())));
        }
        var results = new Item[batch.size()];
        List<Waiting> chunk = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            try {
                chunk.add(new Waiting(index, reader.read(batch.get(index))));
            } catch (InvalidInput wrong) {
                results[index] = refused(index, batch.get(index), wrong, language);
            }
            if (chunk.size() >= settings.batchChunk()) {
                take(chunk, results, language);
                chunk.clear();
            }
        }
        take(chunk, results, language);
        return List.of(results);
    }

    /** In one transaction if all goes well, which is most of the time and many times cheaper; otherwise one by one. */
    private void take(List<Waiting> chunk, Item[] results, Locale language) {
        if (chunk.size() > 1 && customersAreUndisputed(chunk)) {
            // Batches that hold the same customers must lock them in the same order, or they wait for each other.
            var ordered = chunk.stream()
                    .sorted(Comparator.comparing(
                            waiting -> waiting.event().event().customerNo()))
                    .toList();
            try {
                var taken =
                        events.takeTogether(ordered.stream().map(Waiting::event).toList());
                for (int at = 0; at < ordered.size(); at++) {
                    var index = ordered.get(at).index();
                    results[index] = accepted(index, taken.get(at));
                }
                return;
            } catch (RuntimeException oneOfThem) {
                log.atDebug().setCause(oneOfThem).log("A chunk is taken one by one");
            }
        }
        chunk.forEach(waiting -> results[waiting.index()] = takeAlone(waiting, language));
    }

    /** Whether everything said about one event or case is said about one customer: then ordering by customer changes no order that matters. */
    private static boolean customersAreUndisputed(List<Waiting> chunk) {
        var customerOf = new HashMap<String, String>();
        return chunk.stream().map(waiting -> waiting.event().event()).allMatch(event -> {
            var ofEvent = customerOf.putIfAbsent("event " + event.eventId(), event.customerNo());
            var ofCase = customerOf.putIfAbsent("case " + event.caseNo(), event.customerNo());
            return (ofEvent == null || ofEvent.equals(event.customerNo()))
                    && (ofCase == null || ofCase.equals(event.customerNo()));
        });
    }

    private Item takeAlone(Waiting waiting, Locale language) {
        try {
            return accepted(waiting.index(), events.take(waiting.event()));
        } catch (Conflict contradiction) {
            return failed(waiting, 409, text(contradiction.messageKey(), language, contradiction.arguments()));
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException gone) {
            // Without a database no other item fares better; the whole batch can be sent again.
            throw gone;
        } catch (TransientDataAccessException busy) {
            return failed(waiting, 503, text("intake.item-busy", language));
        } catch (RuntimeException unexpected) {
            log.atError()
                    .addKeyValue("eventId", waiting.event().eventId())
                    .addKeyValue("caseNo", waiting.event().event().caseNo())
                    .setCause(unexpected)
                    .log("A service event of a batch failed unexpectedly");
            return failed(waiting, 500, text("intake.item-failed", language));
        }
    }

    private Item accepted(int index, Taken taken) {
        try {
            var receipt = json.readValue(taken.receipt(), Receipt.class);
            return new Item(
                    index,
                    receipt.eventId(),
                    taken.isNew() ? 201 : 200,
                    receipt.caseNo(),
                    receipt.round(),
                    receipt.receivedAt(),
                    List.of());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored receipt is no receipt", broken);
        }
    }

    private Item refused(int index, JsonNode sent, InvalidInput wrong, Locale language) {
        var errors = wrong.violations().stream()
                .map(violation -> new Wrong(
                        "#" + violation.pointer(), text(violation.messageKey(), language, violation.arguments())))
                .toList();
        return new Item(index, textOf(sent, "eventId"), 400, textOf(sent, "caseNo"), null, null, errors);
    }

    private static Item failed(Waiting waiting, int status, String why) {
        var event = waiting.event().event();
        return new Item(
                waiting.index(),
                event.eventId(),
                status,
                event.caseNo().value(),
                null,
                null,
                List.of(new Wrong("#", why)));
    }

    private static @Nullable String textOf(JsonNode sent, String name) {
        return sent.path(name).textValue();
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    /** An event that keeps the rules, and its place in the batch. */
    private record Waiting(int index, IncomingEvent event) {}

    /** What became of one event; the places of its errors are those within the event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int index,
            @Nullable String eventId,
            int status,
            @Nullable String caseNo,
            @Nullable Integer round,
            @Nullable String receivedAt,
            List<Wrong> errors) {}

    /** One wrong place of an event. */
    record Wrong(String pointer, String detail) {}
}
