package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What the forms of tasks show about a case, read when somebody looks and stored nowhere else. */
@Service
public class Briefs {

    /** The brief of a case, or nothing where there is no such case. */
    public Optional<DutyBrief> of(CaseNo caseNo) {
        throw new UnsupportedOperationException();
    }
}
