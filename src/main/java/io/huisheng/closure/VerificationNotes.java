package io.huisheng.closure;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows colleagues every attempt to verify an answer as it was written down, by the id of the duty. */
@Component
class VerificationNotes implements StaffSection {

    private final DutyRows duties;
    private final Verifications verifications;

    VerificationNotes(DutyRows duties, Verifications verifications) {
        this.duties = duties;
        this.verifications = verifications;
    }

    @Override
    public String name() {
        return "verificationRecords";
    }

    @Override
    public Map<String, List<VerificationRow>> of(CaseNo caseNo) {
        Map<String, List<VerificationRow>> records = new LinkedHashMap<>();
        duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.VERIFICATION)
                .forEach(duty -> records.put(duty.id().toString(), verifications.of(duty.id())));
        return records;
    }
}
