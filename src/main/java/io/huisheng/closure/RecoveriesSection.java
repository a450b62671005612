package io.huisheng.closure;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows colleagues the log of each recovery, by the id of its duty: who is responsible and why, what was done, what was ruled (C7). */
@Component
class RecoveriesSection implements StaffSection {

    private final DutyRows duties;
    private final RecoveryRows log;

    RecoveriesSection(DutyRows duties, RecoveryRows log) {
        this.duties = duties;
        this.log = log;
    }

    @Override
    public String name() {
        return "recoveries";
    }

    @Override
    public Map<String, Log> of(CaseNo caseNo) {
        Map<String, Log> logs = new LinkedHashMap<>();
        duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.RECOVERY)
                .forEach(duty -> logs.put(duty.id().toString(), new Log(log.of(duty.id()))));
        return logs;
    }

    /** What was recorded, in its order. */
    record Log(List<RecoveryRecord> lines) {}
}
