package io.huisheng.assessment;

import io.huisheng.shared.CaseNo;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What the house makes of an answer: validity, scores, tags, sentiment and the duties that triage calls for. */
@Service
public class Assessments {

    /** Assesses a stored answer; repeating it changes nothing (C1, C2, D1–D3). */
    public void assess(UUID responseId) {
        throw new UnsupportedOperationException();
    }

    /** What triage decides on, from the assessed answer of this case. */
    public TriageFacts factsOf(CaseNo caseNo, UUID responseId) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the rows of the triage table that fired for this answer, so that people can see why. */
    public void recordTriage(UUID responseId, List<TriageRule> rules) {
        throw new UnsupportedOperationException();
    }
}
