package io.huisheng.process.deadline;

import io.huisheng.calendar.Span;
import io.huisheng.shared.NotFound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Reads {@code service-standards.dmn}, the table of numbers, in the version that is in force now. */
@Component
public class ServiceStandards {

    private static final String TABLE = "service-standards";

    private final DecisionService decisions;
    private final RepositoryService repository;

    ServiceStandards(DecisionService decisions, RepositoryService repository) {
        this.decisions = decisions;
        this.repository = repository;
    }

    /**
     * The standard of an obligation.
     *
     * @throws NotFound where the table has no row for it
     */
    public Standard get(String obligation) {
        var row = decisions
                .evaluateDecisionTableByKey(TABLE, Map.of("obligation", obligation))
                .getSingleResult();
        if (row == null) {
            throw new NotFound("obligation " + obligation);
        }
        var unit = Span.Unit.valueOf(row.<String>getEntry("unit"));
        int amount = number(row.getEntry("amount"));
        return new Standard(
                obligation,
                row.getEntry("title"),
                new Span(amount, unit),
                spans(row.getEntry("warnAfter"), unit),
                row.getEntry("warnRole"),
                row.getEntry("breachRole"),
                new Span(number(row.getEntry("nextAfter")), unit),
                row.getEntry("nextRole"),
                row.getEntry("promise"),
                row.getEntry("promiseEn"),
                version());
    }

    /** The version of the table that is in force. */
    public int version() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TABLE)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private static int number(Number value) {
        return value.intValue();
    }

    private static List<Span> spans(String amounts, Span.Unit unit) {
        return Arrays.stream(amounts.split(","))
                .map(String::strip)
                .filter(amount -> !amount.isEmpty())
                .map(amount -> new Span(Integer.parseInt(amount), unit))
                .toList();
    }
}
