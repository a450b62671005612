package io.huisheng.survey;

import io.huisheng.casefile.GivenContact;
import io.huisheng.shared.CaseNo;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The number or address that customers left with their answers so that somebody can reach them. */
@Component
class ContactGivenWithAnswer implements GivenContact {

    private final JdbcClient jdbc;

    ContactGivenWithAnswer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(CaseNo caseNo) {
        return jdbc.sql("""
                        select c.contact from response_contact c join response r on r.id = c.response_id
                        where r.case_no = ? order by r.round desc, r.received_at desc""").param(caseNo.value()).query(String.class).list();
    }
}
