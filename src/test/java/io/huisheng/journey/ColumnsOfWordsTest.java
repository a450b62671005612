package io.huisheng.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G3: columns that may hold words")
class ColumnsOfWordsTest {

    private static final int SHORTEST = 100;

    /** Erased with the customer, by the {@code PersonalRecords} of their room. */
    private static final Set<String> GO = Set.of(
            "answer_fingerprint.fingerprint",
            "assessment_tag.words",
            "assessment_threat.words",
            "case_file.customer_no",
            "case_file.resolution",
            "case_note.text",
            "case_round.customer_no",
            "consent_record.customer_no",
            "contact_look.customer_no",
            "customer.customer_no",
            "customer_contact.customer_no",
            "customer_contact.email",
            "customer_contact.name",
            "customer_contact.phone",
            "customer_contact.wecom_id",
            "customer_reply.signed_by",
            "customer_reply.text",
            "demo_mail.html_body",
            "demo_mail.link",
            "demo_mail.recipient",
            "demo_mail.subject",
            "demo_mail.text_body",
            "duty_result.text",
            "interview_attempt.customer_comment",
            "interview_attempt.customer_suggestion",
            "interview_attempt.note",
            "interview_attempt.recording",
            "invitation.customer_no",
            "major_contact.promised",
            "major_contact.said",
            "major_decision.reason",
            "major_member.note",
            "major_progress.signed_by",
            "major_progress.text",
            "major_solution.responsible",
            "major_solution.text",
            "quiet_period.identity_key",
            "recovery_record.said",
            "response.answers",
            "response_contact.contact",
            "timeline_entry.text",
            "validity_ruling.reason",
            "verification_record.customer_comment",
            "verification_record.customer_suggestion",
            "verification_record.explanation",
            "verification_record.meaning",
            "verification_record.note");

    /** Codes, ids of things and of staff, texts of the house, and what the statistics count. */
    private static final Set<String> STAY = Set.of(
            "assessment.normalised",
            "case_file.case_no",
            "case_file.department",
            "case_file.product_model",
            "case_file.product_type",
            "case_file.service_channel",
            "case_file.service_types",
            "case_file.staff_no",
            "case_note.case_no",
            "case_note.written_by",
            "case_round.case_no",
            "consent_record.source",
            "consent_record.text_version",
            "contact_look.purpose",
            "contact_look.user_id",
            "customer.industry",
            "customer.opted_out_via",
            "customer.tier",
            "customer.type",
            "demo_mail.case_no",
            "duty_clock.promise",
            "duty_clock.promise_en",
            "duty_clock.title",
            "interview_attempt.dimensions",
            "invitation.case_no",
            "invitation.plan_rule",
            "invitation.questionnaire",
            "outbox.case_no",
            "outbox.dedup_key",
            "privacy_request.by_user",
            "privacy_secret.secret",
            "process_signal.dedup_key",
            "quiet_period.reserved_for",
            "response.case_no",
            "response.questionnaire",
            "reward.promised_en",
            "reward.promised_zh",
            "service_event.case_no",
            "service_event.event_id",
            "service_event.receipt",
            "survey_secret.secret",
            "timeline_entry.case_no",
            "timeline_entry.written_by",
            "triage_rule.reason",
            "verification_record.scores");

    @Test
    @DisplayName("of each one somebody has decided whether it goes with an erased customer")
    void areAllDecidedAbout() throws SQLException {
        var undecided = new TreeSet<String>();
        try (var room = Room.on(Database.H2, new TestClock("2026-05-06T10:00:00+08:00"));
                var connection = room.get(DataSource.class).getConnection();
                var columns = connection.getMetaData().getColumns(null, "PUBLIC", "%", "%")) {
            while (columns.next()) {
                var type = columns.getInt("DATA_TYPE");
                var table = columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                var column = table + "." + columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                var holdsWords = type == Types.CLOB
                        || type == Types.BLOB
                        || type == Types.VARBINARY
                        || (type == Types.VARCHAR && columns.getInt("COLUMN_SIZE") >= SHORTEST);
                if (holdsWords && !table.startsWith("flyway") && !GO.contains(column) && !STAY.contains(column)) {
                    undecided.add(column);
                }
            }
        }
        assertThat(undecided)
                .as(
                        "new columns: erase them by a PersonalRecords of their room (docs/security.md), or say here that they stay")
                .isEmpty();
    }
}
