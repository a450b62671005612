package io.huisheng.closure;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows colleagues what was written down about a major complaint, by the id of its duty. */
@Component
class MajorRecords implements StaffSection {

    private final MajorRows rows;
    private final DutyRows duties;

    MajorRecords(MajorRows rows, DutyRows duties) {
        this.rows = rows;
        this.duties = duties;
    }

    @Override
    public String name() {
        return "majorRecords";
    }

    @Override
    public Map<String, List<MajorRows.Entry>> of(CaseNo caseNo) {
        Map<String, List<MajorRows.Entry>> records = new LinkedHashMap<>();
        duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.MAJOR_COMPLAINT)
                .forEach(duty -> records.put(duty.id().toString(), rows.of(duty.id())));
        return records;
    }
}
