package io.huisheng.process.duty;

import io.huisheng.assessment.TriageFacts;
import io.huisheng.assessment.TriageRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.jspecify.annotations.Nullable;

/** What every diagram that asks {@code bpmn/triage.dmn} hands in, and how it reads the verdict. */
public final class TriageTable {

    private TriageTable() {}

    /**
     * The inputs of the table.
     *
     * @param verification what {@code bpmn/verification-policy.dmn} says about the answer
     */
    public static Map<String, @Nullable Object> inputs(TriageFacts facts, String verification) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("overall", facts.overall());
        row.put("lowest", facts.lowest());
        row.put("hasComment", facts.hasComment());
        row.put("hasSuggestion", facts.hasSuggestion());
        row.put("major", facts.major());
        row.put("wantsContact", facts.wantsContact());
        row.put("validity", facts.validity());
        row.put("verification", verification);
        return row;
    }

    /** The rows that call for a duty of one of these types; the row that always fires says that the answer counts, and calls for nothing. */
    public static List<TriageRule> calledFor(DmnDecisionResult result, Set<String> types) {
        return result.stream()
                .map(row -> new TriageRule(row.getEntry("duty"), row.getEntry("rule"), row.getEntry("reason")))
                .filter(rule -> types.contains(rule.duty()))
                .toList();
    }
}
