package io.huisheng.process.engine;

import io.huisheng.casefile.CasePosition;
import io.huisheng.shared.CaseNo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ActivityTypes;
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
                .collect(Collectors.groupingBy(PositionInDiagram::picture, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(this::place)
                .toList();
    }

    /** What the same caller calls several times, side by side or one after the other, is one picture. */
    private static List<String> picture(HistoricProcessInstance instance) {
        return List.of(
                instance.getProcessDefinitionId(),
                Objects.requireNonNullElse(instance.getSuperProcessInstanceId(), instance.getId()));
    }

    private Place place(List<HistoricProcessInstance> sameDiagram) {
        var current = new LinkedHashSet<String>();
        var passed = new LinkedHashSet<String>();
        for (var instance : sameDiagram) {
            history
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(instance.getId())
                    .orderByHistoricActivityInstanceStartTime()
                    .asc()
                    .list()
                    .stream()
                    .filter(activity -> !activity.getActivityType().equals(ActivityTypes.MULTI_INSTANCE_BODY))
                    .forEach(activity ->
                            (activity.getEndTime() == null ? current : passed).add(activity.getActivityId()));
        }
        passed.removeAll(current);
        var any = sameDiagram.get(0);
        return new Place(
                any.getProcessDefinitionId(),
                any.getProcessDefinitionKey(),
                any.getProcessDefinitionVersion(),
                sameDiagram.stream().allMatch(instance -> instance.getEndTime() != null),
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
