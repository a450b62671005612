package io.huisheng.assessment;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Responses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows colleagues who overruled the validity of an answer and why. */
@Component
class RulingsSection implements StaffSection {

    private final Responses responses;
    private final AssessmentRows rows;

    RulingsSection(Responses responses, AssessmentRows rows) {
        this.responses = responses;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "rulings";
    }

    @Override
    public List<Ruling> of(CaseNo caseNo) {
        return responses
                .of(caseNo)
                .map(response -> rows.rulingsOn(response.responseId()))
                .orElse(List.of());
    }
}
