package io.huisheng.closure;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows colleagues how each call to the customer went. */
@Component
class InterviewsSection implements StaffSection {

    private final Interviews interviews;

    InterviewsSection(Interviews interviews) {
        this.interviews = interviews;
    }

    @Override
    public String name() {
        return "interviews";
    }

    @Override
    public List<Interviews.Attempt> of(CaseNo caseNo) {
        return interviews.of(caseNo);
    }
}
