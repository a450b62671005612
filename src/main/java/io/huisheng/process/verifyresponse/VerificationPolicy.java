package io.huisheng.process.verifyresponse;

import io.huisheng.assessment.Doubt;
import io.huisheng.assessment.DoubtFacts;
import io.huisheng.assessment.DoubtVerdict;
import io.huisheng.assessment.Doubts;
import io.huisheng.shared.CaseNo;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks {@code bpmn/verification-policy.dmn}, in the version in force, whether an assessed answer must be verified (C3–C5). */
@Component
public class VerificationPolicy {

    private static final String TABLE = "verification-policy";

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final Doubts doubts;

    VerificationPolicy(DecisionService decisions, RepositoryService repository, Doubts doubts) {
        this.decisions = decisions;
        this.repository = repository;
        this.doubts = doubts;
    }

    /**
     * Decides, draws where only a share is verified, and puts both on record.
     *
     * @return the reason; NONE where nothing is verified, DONE where the answer came out of a verification itself
     */
    public String decide(CaseNo caseNo, UUID responseId) {
        var facts = doubts.factsOf(caseNo, responseId);
        var doubt = doubts.raise(caseNo, responseId, facts, verdictOn(facts));
        if (facts.ofVerification() && doubt.isEmpty()) {
            return "DONE";
        }
        return doubt.filter(Doubt::drawn).map(Doubt::reason).orElse("NONE");
    }

    private DoubtVerdict verdictOn(DoubtFacts facts) {
        var row = decisions.evaluateDecisionTableByKey(TABLE, values(facts)).getSingleResult();
        return new DoubtVerdict(
                row.getEntry("reason"),
                row.getEntry("claim"),
                row.<Number>getEntry("share").intValue(),
                row.getEntry("role"),
                row.getEntry("alternate"),
                row.getEntry("rule"),
                repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(TABLE)
                        .latestVersion()
                        .singleResult()
                        .getVersion());
    }

    private static Map<String, Object> values(DoubtFacts facts) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("ofVerification", facts.ofVerification());
        values.put("validity", facts.validity());
        values.put("overall", facts.overall());
        values.put("major", facts.major());
        values.put("saysSlow", facts.saysSlow());
        values.put("responseSpeed", facts.responseSpeed());
        values.put("responseMinutes", facts.responseMinutes());
        values.put("saysUnsolved", facts.saysUnsolved());
        values.put("solvedMinutes", facts.solvedMinutes());
        values.put("escalated", facts.escalated());
        values.put("hasWords", facts.hasWords());
        values.put("channel", facts.channel());
        return values;
    }
}
