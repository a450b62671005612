package io.huisheng.customer;

import io.huisheng.customer.Customers.ConsentRecord;
import io.huisheng.customer.Customers.ContactLook;
import io.huisheng.shared.Inserts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How customers are stored: what everybody may know in one table, what makes them reachable in another. */
@Repository
class CustomerRecords {

    private final JdbcClient jdbc;
    private final Inserts inserts;
    private final CustomerSettings settings;

    CustomerRecords(JdbcClient jdbc, Inserts inserts, CustomerSettings settings) {
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.settings = settings;
    }

    /** Returns whether the customer is new; his row is locked by this transaction then. */
    boolean add(Known customer) {
        if (!inserts.ifAbsent("customer", rowOf(customer))) {
            return false;
        }
        inserts.ifAbsent("customer_contact", contactRowOf(customer));
        return true;
    }

    /** Everybody who writes about one customer waits here for the others. */
    Optional<Known> lock(String customerNo) {
        return jdbc.sql("select customer_no from customer where customer_no = ? for update")
                .param(customerNo)
                .query(String.class)
                .optional()
                .flatMap(this::find);
    }

    private Optional<Known> find(String customerNo) {
        return jdbc.sql("""
                        select c.*, k.name, k.email, k.phone, k.wecom_id
                        from customer c join customer_contact k on k.customer_no = c.customer_no
                        where c.customer_no = ?""")
                .param(customerNo)
                .query((row, number) -> known(row))
                .optional();
    }

    void update(Known customer) {
        jdbc.sql("""
                        update customer
                        set type = :type, tier = :tier, industry = :industry, customer_since = :customer_since,
                          language = :language, survey_consent = :survey_consent, consent_at = :consent_at, known_since = :known_since
                        where customer_no = :customer_no""").params(rowOf(customer)).update();
        jdbc.sql("""
                        update customer_contact
                        set name = :name, email = :email, phone = :phone, wecom_id = :wecom_id,
                          email_key = :email_key, phone_key = :phone_key
                        where customer_no = :customer_no""").params(contactRowOf(customer)).update();
    }

    /** Puts an anonymous row in the place of a customer's; whatever else knows his number here gets the new one. */
    void replace(Known customer, String pseudonym, Instant at) {
        var since = customer.since();
        jdbc.sql("""
                        insert into customer (customer_no, type, tier, industry, customer_since, language, survey_consent,
                          consent_at, opted_out_at, opted_out_via, known_since, erased_at)
                        select cast(:pseudonym as varchar(100)), type, tier, industry, cast(:month as date), language, survey_consent,
                          consent_at, cast(:at as timestamp with time zone), 'ERASED', known_since, cast(:at as timestamp with time zone)
                        from customer where customer_no = :customerNo""")
                .param("pseudonym", pseudonym)
                .param("month", since == null ? null : since.withDayOfMonth(1), Types.DATE)
                .param("at", utc(at))
                .param("customerNo", customer.customerNo())
                .update();
        jdbc.sql("delete from customer_contact where customer_no = ?")
                .param(customer.customerNo())
                .update();
        jdbc.sql("insert into customer_contact (customer_no) values (?)")
                .param(pseudonym)
                .update();
        jdbc.sql("delete from customer where customer_no = ?")
                .param(customer.customerNo())
                .update();
        for (String table : List.of("consent_record", "contact_look")) {
            jdbc.sql("update " + table + " set customer_no = ? where customer_no = ?")
                    .params(pseudonym, customer.customerNo())
                    .update();
        }
    }

    List<ConsentRecord> consentsOf(String customerNo) {
        return jdbc.sql("select * from consent_record where customer_no = ? order by id")
                .param(customerNo)
                .query((row, number) -> new ConsentRecord(
                        row.getString("subject"),
                        row.getBoolean("agreed"),
                        row.getString("text_version"),
                        Objects.requireNonNull(moment(row, "said_at")),
                        row.getString("source")))
                .list();
    }

    List<ContactLook> looksAt(String customerNo) {
        return jdbc.sql("select * from contact_look where customer_no = ? order by id")
                .param(customerNo)
                .query((row, number) -> new ContactLook(
                        Objects.requireNonNull(moment(row, "looked_at")),
                        row.getString("user_id"),
                        row.getString("purpose")))
                .list();
    }

    void addConsent(String customerNo, boolean agreed, Instant at, String source) {
        jdbc.sql("""
                        insert into consent_record (customer_no, subject, agreed, said_at, source)
                        values (?, 'SURVEY', ?, ?, ?)""").params(customerNo, agreed, utc(at), source).update();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, @Nullable Object> rowOf(Known customer) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("customer_no", customer.customerNo());
        row.put("type", customer.type());
        row.put("tier", customer.tier());
        row.put("industry", customer.industry());
        row.put("customer_since", customer.since());
        row.put("language", customer.language());
        row.put("survey_consent", customer.surveyConsent());
        row.put("consent_at", customer.consentAt() == null ? null : utc(customer.consentAt()));
        row.put("known_since", utc(customer.at()));
        return row;
    }

    private Map<String, @Nullable Object> contactRowOf(Known customer) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("customer_no", customer.customerNo());
        row.put("name", customer.name());
        row.put("email", customer.email());
        row.put("phone", customer.phone());
        row.put("wecom_id", customer.wecomId());
        row.put("email_key", Identity.ofEmail(customer.email()).orElse(null));
        row.put(
                "phone_key",
                Identity.ofPhone(customer.phone(), settings.phoneRegion()).orElse(null));
        return row;
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getString("customer_no"),
                row.getString("name"),
                row.getString("type"),
                row.getString("tier"),
                row.getString("industry"),
                row.getObject("customer_since", LocalDate.class),
                row.getString("email"),
                row.getString("phone"),
                row.getString("wecom_id"),
                row.getString("language"),
                row.getObject("survey_consent", Boolean.class),
                moment(row, "consent_at"),
                Objects.requireNonNull(moment(row, "known_since")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
