package io.huisheng.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The mails that the demo's customers and staff have received; the oldest make room for the newest. */
@Repository
@Profile("demo")
class DemoMails {

    private static final String COLUMNS =
            "select id, recipient, channel, subject, text_body, html_body, link, sent_at, case_no, kind from demo_mail";

    private final JdbcClient jdbc;
    private final DemoSettings settings;

    DemoMails(JdbcClient jdbc, DemoSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Transactional
    public void keep(List<String> recipients, Content content, Instant at) {
        for (var recipient : recipients) {
            jdbc.sql("""
                            insert into demo_mail (recipient, channel, subject, text_body, html_body, link, sent_at, case_no, kind)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .param(recipient)
                    .param(content.channel())
                    .param(content.subject())
                    .param(content.text())
                    .param(content.html())
                    .param(content.link())
                    .param(at.atOffset(ZoneOffset.UTC))
                    .param(content.caseNo())
                    .param(content.kind())
                    .update();
        }
        jdbc.sql("delete from demo_mail where id <= (select max(id) from demo_mail) - ?")
                .param(settings.keepMails())
                .update();
    }

    /** All mails, oldest first, perhaps of one case or one kind only. */
    List<Mail> all(@Nullable String caseNo, @Nullable String kind) {
        return jdbc.sql(COLUMNS
                        + " where (cast(:caseNo as varchar(200)) is null or case_no = :caseNo)"
                        + " and (cast(:kind as varchar(200)) is null or kind = :kind) order by id")
                .param("caseNo", caseNo)
                .param("kind", kind)
                .query(DemoMails::mail)
                .list();
    }

    /** The newest mails whose recipient, case or subject contains the words. */
    List<Mail> newest(String words, int atMost) {
        var pattern = "%"
                + words.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
        return jdbc.sql(COLUMNS
                        + " where lower(recipient) like :words escape '!' or lower(case_no) like :words escape '!'"
                        + " or lower(subject) like :words escape '!' order by id desc limit :most")
                .param("words", pattern)
                .param("most", atMost)
                .query(DemoMails::mail)
                .list();
    }

    Optional<Mail> find(long id) {
        return jdbc.sql(COLUMNS + " where id = ?")
                .param(id)
                .query(DemoMails::mail)
                .optional();
    }

    private static Mail mail(ResultSet row, int number) throws SQLException {
        return new Mail(
                row.getLong("id"),
                row.getString("recipient"),
                new Content(
                        row.getString("channel"),
                        row.getString("subject"),
                        row.getString("text_body"),
                        row.getString("html_body"),
                        row.getString("link"),
                        row.getString("case_no"),
                        row.getString("kind")),
                row.getObject("sent_at", OffsetDateTime.class).toInstant());
    }

    /** One mail as one recipient got it. */
    record Mail(long id, String to, Content content, Instant sentAt) {}

    /** What a mail or a message says, and how it came. */
    record Content(
            String channel,
            String subject,
            String text,
            String html,
            @Nullable String link,
            @Nullable String caseNo,
            @Nullable String kind) {}
}
