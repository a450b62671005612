package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of each case, line by line; lines are only ever added. */
@Component
class Timeline {

    static final String SYSTEM = "system";
    static final String CUSTOMER = "customer";

    private final JdbcClient jdbc;
    private final MessageSource texts;
    private final Clock clock;

    Timeline(JdbcClient jdbc, MessageSource texts, Clock clock) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.clock = clock;
    }

    void add(CaseNo caseNo, String kind, String text, String by) {
        add(caseNo, kind, text, by, clock.instant());
    }

    /** Adds a line that tells its hour only, for what must not lead back to an anonymous answer (B11). */
    void addToTheHour(CaseNo caseNo, String kind, String text, String by) {
        add(caseNo, kind, text, by, clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    private void add(CaseNo caseNo, String kind, String text, String by, Instant at) {
        jdbc.sql("""
                        insert into timeline_entry (case_no, happened_at, kind, text, written_by)
                        values (:caseNo, :at, :kind, :text, :by)
                        """)
                .param("caseNo", caseNo.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("kind", kind)
                .param("text", text)
                .param("by", by)
                .update();
    }

    /** Adds a line whose text comes from the bundle, in the language of the house. */
    void tell(CaseNo caseNo, String kind, String by, String messageKey, Object... arguments) {
        add(caseNo, kind, text(messageKey, arguments), by);
    }

    String text(String messageKey, Object... arguments) {
        return texts.getMessage(messageKey, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    /** The only lines that name customers are those that warn of a wrong customer number. */
    void replaceCustomer(String customerNo, String pseudonym) {
        var number = Pattern.compile(
                "(?<![\\p{Alnum}_.-])" + Pattern.quote(customerNo) + "(?![\\p{Alnum}_-]|\\.\\p{Alnum})");
        jdbc.sql("select id, text from timeline_entry where kind = 'DATA_WARNING' and text like ? escape '!'")
                .param("%" + customerNo.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .query((row, at) -> Map.entry(row.getLong("id"), row.getString("text")))
                .list()
                .forEach(line -> jdbc.sql("update timeline_entry set text = ? where id = ?")
                        .params(
                                number.matcher(line.getValue()).replaceAll(Matcher.quoteReplacement(pseudonym)),
                                line.getKey())
                        .update());
    }

    List<TimelineEntry> of(CaseNo caseNo) {
        return jdbc.sql("select * from timeline_entry where case_no = :caseNo order by id")
                .param("caseNo", caseNo.value())
                .query((row, number) -> new TimelineEntry(
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("text"),
                        row.getString("written_by")))
                .list();
    }
}
