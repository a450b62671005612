package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose each round of each case is; a case may go on under another customer number. */
@Component
class CaseRounds {

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final CaseFileRows files;

    CaseRounds(JdbcClient jdbc, Inserts inserts, CaseFileRows files) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.files = files;
    }

    void begin(CaseFile file) {
        inserts.ifAbsent(
                "case_round",
                Map.of("case_no", file.caseNo().value(), "round", file.round(), "customer_no", file.customerNo()));
    }

    List<CaseNo> casesOf(String customerNo) {
        return jdbc.sql("""
                        select f.case_no from case_file f
                        where exists (select 1 from case_round r where r.case_no = f.case_no and r.customer_no = ?)
                        order by f.opened_at desc, f.case_no""")
                .param(customerNo)
                .query((row, number) -> new CaseNo(row.getString(1)))
                .list();
    }

    /** The same, each of them held until the transaction ends; always in one order, so that two never wait for each other. */
    List<CaseFile> heldCasesOf(String customerNo) {
        return casesOf(customerNo).stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .flatMap(caseNo -> files.findLocked(caseNo).stream())
                .toList();
    }

    List<Integer> of(CaseNo caseNo, String customerNo) {
        return jdbc.sql("select round from case_round where case_no = ? and customer_no = ? order by round")
                .params(caseNo.value(), customerNo)
                .query(Integer.class)
                .list();
    }

    boolean isOnlyOf(CaseNo caseNo, String customerNo) {
        return jdbc.sql("select count(*) from case_round where case_no = ? and customer_no <> ?")
                        .params(caseNo.value(), customerNo)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    void rename(CaseNo caseNo, String from, String to) {
        jdbc.sql("update case_round set customer_no = ? where case_no = ? and customer_no = ?")
                .params(to, caseNo.value(), from)
                .update();
    }
}
