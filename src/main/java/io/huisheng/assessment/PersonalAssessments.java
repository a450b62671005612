package io.huisheng.assessment;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was made of a customer's answers: tags, scores and validity stay, the words behind them go. */
@Component
@Order(30)
class PersonalAssessments implements PersonalRecords {

    private final Responses responses;
    private final AssessmentRows rows;

    PersonalAssessments(Responses responses, AssessmentRows rows) {
        this.responses = responses;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "assessments";
    }

    @Override
    public List<Made> of(CaseNo caseNo, List<Integer> rounds) {
        return responses.allOf(caseNo, rounds).stream()
                .map(Response::responseId)
                .map(id -> new Made(id, rows.find(id).orElse(null), rows.rulingsOn(id), rows.triageOf(id)))
                .toList();
    }

    @Override
    public void erase(ErasedRounds erased) {
        responses
                .allOf(erased.caseNo(), erased.rounds())
                .forEach(response -> rows.erase(response.responseId(), ErasedRounds.MARK));
    }

    /** What was made of one answer. */
    record Made(UUID responseId, @Nullable Assessment assessment, List<Ruling> rulings, List<TriageRule> triage) {}
}
