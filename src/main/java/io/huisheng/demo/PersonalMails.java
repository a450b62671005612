package io.huisheng.demo;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mailbox of the demo plays the customer's own: nothing of it is handed out, and it is emptied with him. */
@Component
@Profile("demo")
@Order(90)
class PersonalMails implements PersonalRecords {

    private final JdbcClient jdbc;

    PersonalMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "mailbox";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo, List<Integer> rounds) {
        return null;
    }

    @Override
    public void erase(ErasedRounds erased) {
        jdbc.sql("delete from demo_mail where case_no = ?")
                .param(erased.caseNo().value())
                .update();
    }
}
