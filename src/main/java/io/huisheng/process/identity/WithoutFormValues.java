package io.huisheng.process.identity;

import java.util.List;
import org.camunda.bpm.engine.impl.history.event.HistoricFormPropertyEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/** Keeps the engine's history, except what people typed into forms: the engine would copy that even where the variable is transient. */
final class WithoutFormValues implements HistoryEventHandler {

    private final HistoryEventHandler history;

    WithoutFormValues(HistoryEventHandler history) {
        this.history = history;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (!(event instanceof HistoricFormPropertyEventEntity)) {
            history.handleEvent(event);
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
