package io.huisheng.customer;

import static io.huisheng.customer.CustomerRecords.utc;

import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The customers of the house: who they are, whether they may be asked, and when they were asked last. */
@Service
public class Customers {

    private static final String PSEUDONYM = "ERASED-";

    private final JdbcClient jdbc;
    private final CustomerRecords records;
    private final QuietPeriods quietPeriods;
    private final CustomerSettings settings;
    private final Clock clock;

    Customers(
            JdbcClient jdbc,
            CustomerRecords records,
            QuietPeriods quietPeriods,
            CustomerSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.quietPeriods = quietPeriods;
        this.settings = settings;
        this.clock = clock;
    }

    /** Creates or updates a customer; what the update leaves out stays as it is known. */
    @Transactional
    public void remember(CustomerUpdate update, Instant at) {
        // As precise as a database keeps it, so that an event compares equal to itself.
        var event = Known.from(update, at.truncatedTo(ChronoUnit.MICROS));
        var before = records.lock(event.customerNo());
        if (event.customerNo().startsWith(PSEUDONYM) && isErased(event.customerNo())) {
            throw new Conflict("customer.conflict.erased", event.customerNo());
        }
        if (before.isEmpty() && records.add(event)) {
            noteConsent(null, event);
            return;
        }
        var known = before.or(() -> records.lock(event.customerNo())).orElseThrow();
        var now = known.and(event);
        if (!now.equals(known)) {
            records.update(now);
            noteConsent(known.surveyConsent(), now);
        }
    }

    /** The profile of a customer without personal data. */
    public CustomerProfile profileOf(String customerNo) {
        return jdbc.sql("""
                        select c.*, k.email_key, k.phone, k.phone_key, k.wecom_id,
                          exists (
                            select 1 from customer other
                            join customer_contact reached on reached.customer_no = other.customer_no
                            where other.opted_out_at is not null
                              and (other.customer_no = c.customer_no or reached.email_key = k.email_key)) as opted_out
                        from customer c join customer_contact k on k.customer_no = c.customer_no
                        where c.customer_no = ?""")
                .param(customerNo)
                .query((row, number) -> profile(row))
                .optional()
                .orElseThrow(() -> new NotFound(customerNo));
    }

    /** The contact data of a customer, for a message that is about to leave; staff look at it through {@link #showContactTo}. */
    public Contact contactOf(String customerNo) {
        return jdbc.sql("""
                        select k.name, k.email, k.phone, k.wecom_id, c.language
                        from customer c join customer_contact k on k.customer_no = c.customer_no
                        where c.customer_no = ?""")
                .param(customerNo)
                .query((row, number) -> new Contact(
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("wecom_id"),
                        languageOf(row)))
                .optional()
                .orElseThrow(() -> new NotFound(customerNo));
    }

    /** The number that text messages can reach a customer at, as {@code +8613800138000}; for a message that is about to leave. */
    public Optional<String> mobileOf(String customerNo) {
        return Identity.mobile(contactOf(customerNo).phone(), settings.phoneRegion());
    }

    /** The contact data for a member of staff who needs it; the look is put on record (G4). */
    @Transactional
    public Contact showContactTo(String userId, String customerNo, String purpose) {
        // Nobody erases him between the look and its record.
        if (records.lock(customerNo).isEmpty()) {
            throw new NotFound(customerNo);
        }
        var contact = contactOf(customerNo);
        jdbc.sql("insert into contact_look (looked_at, user_id, customer_no, purpose) values (?, ?, ?, ?)")
                .params(utc(clock.instant()), userId, customerNo, purpose)
                .update();
        return contact;
    }

    /**
     * Reserves the right to invite this customer now, for everybody who shares his number, e-mail address or phone (A12).
     * Of any number of simultaneous callers exactly one succeeds.
     */
    @Transactional
    public boolean reserveInvitation(String customerNo, String reservedFor, int quietDays, Instant now) {
        return quietPeriods.reserve(identitiesOf(customerNo), reservedFor, Duration.ofDays(quietDays), now);
    }

    /** The invitation never left: takes back what was reserved for it, unless somebody has been invited since. */
    @Transactional
    public void releaseInvitation(String customerNo, String reservedFor) {
        quietPeriods.release(identitiesOf(customerNo), reservedFor);
    }

    /** When the customer was invited last, whichever of his identities was used. */
    public Optional<Instant> lastInvited(String customerNo) {
        return quietPeriods.lastInvited(identitiesOf(customerNo));
    }

    /**
     * The customer wants no further surveys; answers to what he asked himself still reach him. It holds for his e-mail
     * address, whatever number another event knows it by.
     */
    @Transactional
    public void optOut(String customerNo, String via, Instant at) {
        int optedOut = jdbc.sql("""
                        update customer set opted_out_at = ?, opted_out_via = ?
                        where customer_no = ? and opted_out_at is null""").params(utc(at), via, customerNo).update();
        if (optedOut == 1) {
            records.addConsent(customerNo, false, at, via);
        } else if (records.lock(customerNo).isEmpty()) {
            throw new NotFound(customerNo);
        }
    }

    /** Whether this is the made-up number of an erased customer. */
    public boolean isErased(String customerNo) {
        return jdbc.sql("select count(*) from customer where customer_no = ? and erased_at is not null")
                        .param(customerNo)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /**
     * Erases a customer: who he was and how he is reached. What he was for the statistics, his type, tier, industry, language and
     * the month since when he is a customer, stays under a number that is made up by chance. Nobody writes about him until the
     * caller's transaction ends; {@link #forget} ends it.
     *
     * @return empty where nobody is known by this number
     * @throws Conflict where he is erased already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ErasedCustomer> erase(String customerNo) {
        var known = records.lock(customerNo);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        if (isErased(customerNo)) {
            throw new Conflict("customer.conflict.erased", customerNo);
        }
        var identities = identitiesOf(customerNo);
        var pseudonym = PSEUDONYM + UUID.randomUUID();
        records.replace(known.get(), pseudonym, clock.instant());
        return Optional.of(new ErasedCustomer(pseudonym, identities));
    }

    /** The last step of an erasure, when nobody invites the customer any more: his quiet period is counted no longer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(ErasedCustomer erased) {
        quietPeriods.forget(erased.identities());
    }

    /** When the customer said what about being asked, oldest first. */
    public List<ConsentRecord> consentsOf(String customerNo) {
        return records.consentsOf(customerNo);
    }

    /** Who looked at the contact data of a customer, when and what for, oldest first (G4). */
    public List<ContactLook> looksAt(String customerNo) {
        return records.looksAt(customerNo);
    }

    /** What a customer said about being asked. */
    public record ConsentRecord(
            String subject, boolean agreed, @Nullable String textVersion, Instant saidAt, String source) {}

    /** A look at the contact data of a customer. */
    public record ContactLook(Instant at, String by, String purpose) {}

    private void noteConsent(@Nullable Boolean before, Known now) {
        var consent = now.surveyConsent();
        if (consent != null && now.consentAt() != null && !consent.equals(before)) {
            records.addConsent(now.customerNo(), consent, now.consentAt(), "service-event");
        }
    }

    private SortedSet<String> identitiesOf(String customerNo) {
        var identities = new TreeSet<String>();
        identities.add(Identity.ofCustomer(customerNo));
        jdbc.sql("select email_key, phone_key from customer_contact where customer_no = ?")
                .param(customerNo)
                .query((row, number) -> List.of(
                        Optional.ofNullable(row.getString("email_key")),
                        Optional.ofNullable(row.getString("phone_key"))))
                .list()
                .forEach(keys -> keys.forEach(key -> key.ifPresent(identities::add)));
        return identities;
    }

    private CustomerProfile profile(ResultSet row) throws SQLException {
        var consent = row.getObject("survey_consent", Boolean.class);
        return new CustomerProfile(
                row.getString("customer_no"),
                row.getString("type"),
                row.getString("tier"),
                row.getString("industry"),
                row.getObject("customer_since", LocalDate.class),
                languageOf(row),
                consent == null ? Consent.UNKNOWN : consent ? Consent.YES : Consent.NO,
                row.getBoolean("opted_out"),
                row.getString("email_key") != null,
                row.getString("phone_key") != null || looksDialable(row.getString("phone")),
                row.getString("wecom_id") != null,
                isChurnRisk(row.getString("tier")));
    }

    private String languageOf(ResultSet row) throws SQLException {
        return Objects.requireNonNullElse(row.getString("language"), settings.language());
    }

    /** People can dial what the number plan does not know; the "none" that somebody had to type into a field they can't. */
    private static boolean looksDialable(@Nullable String phone) {
        return phone != null && phone.codePoints().filter(Character::isDigit).count() >= 5;
    }

    private boolean isChurnRisk(@Nullable String tier) {
        return tier != null
                && settings.churnRiskTiers().stream()
                        .anyMatch(risk -> plain(tier).contains(plain(risk)));
    }

    private static String plain(String tier) {
        return tier.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }
}
