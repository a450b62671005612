package io.huisheng.casefile;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What members of staff tell each other about a case. The comments of the engine would keep such words where nobody could erase
 * them, so they stand on the page of the case, one click from every task.
 */
@Component
class CaseNotes {

    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final CaseFileRows files;
    private final Clock clock;

    CaseNotes(JdbcClient jdbc, CaseFileRows files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /** Adds a note to the present round; an erased customer's case takes none (G3). */
    @Transactional
    public void add(CaseNo caseNo, String text, String by) {
        problemWith(text).ifPresent(problem -> {
            throw new InvalidInput(List.of(new Violation("/note", problem, LONGEST)));
        });
        var file = files.findLocked(caseNo).orElseThrow(() -> new NotFound(caseNo.value()));
        if (files.isErased(caseNo)) {
            throw new Conflict("casefile.note.erased");
        }
        jdbc.sql("""
                        insert into case_note (case_no, round, text, written_by, written_at)
                        values (:caseNo, :round, :text, :by, :at)
                        """)
                .param("caseNo", caseNo.value())
                .param("round", file.round())
                .param("text", text.strip())
                .param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Optional<String> problemWith(String text) {
        return text.isBlank() ? Optional.of("casefile.note.missing") : PlainText.problemWith(text, LONGEST);
    }

    /** The notes of a case, in the order in which they were written. */
    List<Note> of(CaseNo caseNo) {
        return jdbc.sql("select * from case_note where case_no = ? order by id")
                .param(caseNo.value())
                .query((row, at) -> new Note(
                        row.getInt("round"),
                        row.getString("text"),
                        row.getString("written_by"),
                        row.getObject("written_at", OffsetDateTime.class)
                                .atZoneSameInstant(BusinessTime.ZONE)
                                .toOffsetDateTime()))
                .list();
    }

    /** Takes the words of these rounds away; who wrote when stays. */
    void erase(ErasedRounds erased) {
        erased.rounds()
                .forEach(round -> jdbc.sql("update case_note set text = ? where case_no = ? and round = ?")
                        .params(ErasedRounds.MARK, erased.caseNo().value(), round)
                        .update());
    }

    /** One note, as the page and the customer's export show it. */
    record Note(int round, String text, String by, OffsetDateTime at) {}
}
