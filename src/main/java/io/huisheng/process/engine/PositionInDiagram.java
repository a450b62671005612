package io.huisheng.process.engine;

import io.huisheng.casefile.CasePosition;
import io.huisheng.shared.CaseNo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Answers from the engine's history where a case stands in its diagrams. */
@Component
class PositionInDiagram implements CasePosition {

    private static final int AT_MOST = 30;

    private final HistoryService history;
    private final RepositoryService repository;

    PositionInDiagram(@Lazy HistoryService history, @Lazy RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    @Override
    public List<Place> of(CaseNo caseNo) {
        var instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(caseNo.value())
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, AT_MOST);
        // what was called is started after its caller, but belongs behind it
        return instances.stream()
                .sorted((one, other) -> Boolean.compare(
                        one.getSuperProcessInstanceId() != null, other.getSuperProcessInstanceId() != null))
                .map(this::place)
                .toList();
    }

    private Place place(HistoricProcessInstance instance) {
        var current = new LinkedHashSet<String>();
        var passed = new LinkedHashSet<String>();
        for (var activity : history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .orderByHistoricActivityInstanceStartTime()
                .asc()
                .list()) {
            (activity.getEndTime() == null ? current : passed).add(activity.getActivityId());
        }
        passed.removeAll(current);
        return new Place(
                instance.getProcessDefinitionId(),
                instance.getProcessDefinitionKey(),
                instance.getProcessDefinitionVersion(),
                instance.getEndTime() != null,
                List.copyOf(current),
                List.copyOf(passed));
    }

    @Override
    public Optional<String> diagram(String definitionId) {
        try (var model = repository.getProcessModel(definitionId)) {
            return Optional.of(new String(model.readAllBytes(), StandardCharsets.UTF_8));
        } catch (NotFoundException | org.camunda.bpm.engine.exception.NullValueException unknown) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
