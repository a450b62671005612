package io.huisheng.closure;

import io.huisheng.casefile.StaffSection;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows colleagues what was written down when a duty was fulfilled, by the id of the duty. */
@Component
class DutyResults implements StaffSection {

    private final JdbcClient jdbc;

    DutyResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "dutyResults";
    }

    @Override
    public Map<String, Result> of(CaseNo caseNo) {
        Map<String, Result> results = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.duty_id, r.text, r.by_user, r.at
                        from duty_result r join duty d on d.id = r.duty_id
                        where d.case_no = ? order by r.at""").param(caseNo.value()).query(row -> {
            results.put(
                    row.getString("duty_id"),
                    new Result(
                            row.getString("text"),
                            row.getString("by_user"),
                            row.getObject("at", OffsetDateTime.class).toInstant()));
        });
        return results;
    }

    /** What somebody wrote down, and when. */
    record Result(String text, String by, Instant at) {}
}
