package io.huisheng.survey;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows colleagues who typed in the answer of a case for the customer. */
@Component
class AnswerEntrySection implements StaffSection {

    private final Responses responses;

    AnswerEntrySection(Responses responses) {
        this.responses = responses;
    }

    @Override
    public String name() {
        return "answerEntry";
    }

    @Override
    public Responses.@Nullable Entry of(CaseNo caseNo) {
        return responses
                .of(caseNo)
                .flatMap(response -> responses.entryOf(response.responseId()))
                .orElse(null);
    }
}
