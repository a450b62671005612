package io.huisheng.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.shared.NotFound;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Customers")
class CustomersTest {

    private static final Instant MONDAY = Instant.parse("2026-05-04T02:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));

    private static final TestClock CLOCK = new TestClock("2026-05-06T10:00:00+08:00");
    private static final Map<Database, Room> ROOMS = new EnumMap<>(Database.class);
    private static int sequence;

    private String customerNo = "";
    private String suffix = "";

    @BeforeEach
    void someNewCustomer() {
        suffix = String.valueOf(++sequence);
        customerNo = "C" + suffix;
    }

    @AfterAll
    static void closeTheRooms() {
        ROOMS.values().forEach(Room::close);
        ROOMS.clear();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void remembersWhatAnEventSays(Database database) {
        var customers = customersOn(database);

        customers.remember(
                new CustomerUpdate(
                        customerNo,
                        "张三",
                        "COMPANY",
                        "VIP",
                        "制造业",
                        LocalDate.of(2024, 5, 1),
                        "Zhang.San@Example.com",
                        "+86 138-0013-8000",
                        "zhangsan",
                        "en-US",
                        true),
                MONDAY);

        assertThat(customers.profileOf(customerNo))
                .isEqualTo(new CustomerProfile(
                        customerNo,
                        "COMPANY",
                        "VIP",
                        "制造业",
                        LocalDate.of(2024, 5, 1),
                        "en-US",
                        Consent.YES,
                        false,
                        true,
                        true,
                        true,
                        false));
        assertThat(customers.contactOf(customerNo))
                .isEqualTo(new Contact("张三", "Zhang.San@Example.com", "+86 138-0013-8000", "zhangsan", "en-US"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void knowsACustomerOfWhomOnlyTheNumberWasSaid(Database database) {
        var customers = customersOn(database);

        customers.remember(a(customerNo).build(), MONDAY);

        var profile = customers.profileOf(customerNo);
        assertThat(profile.consent()).isEqualTo(Consent.UNKNOWN);
        assertThat(profile.language()).isEqualTo("zh-CN");
        assertThat(profile.hasEmail() || profile.hasPhone() || profile.hasWecom() || profile.optedOut())
                .isFalse();
        assertThat(customers.contactOf(customerNo)).isEqualTo(new Contact(null, null, null, null, "zh-CN"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsEveryCharacterOfAName(Database database) {
        var customers = customersOn(database);
        var name = "𠮷野 𬭎 😀👨‍👩‍👧 é e\u0301 مرحبا ${7*7} <b>";

        customers.remember(a(customerNo).named(name).build(), MONDAY);

        assertThat(customers.contactOf(customerNo).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void neverForgetsWhatALaterEventLeavesOut(Database database) {
        var customers = customersOn(database);
        customers.remember(
                a(customerNo).named("张三").withEmail("a@x.cn").withConsent(true).build(), MONDAY);

        customers.remember(a(customerNo).named(" ").withTier("VIP").build(), TUESDAY);

        assertThat(customers.contactOf(customerNo).name()).isEqualTo("张三");
        assertThat(customers.contactOf(customerNo).email()).isEqualTo("a@x.cn");
        assertThat(customers.profileOf(customerNo).tier()).isEqualTo("VIP");
        assertThat(customers.profileOf(customerNo).consent()).isEqualTo(Consent.YES);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void letsTheNewerEventHaveTheWordInWhateverOrderTheyCome(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).named("新名").withEmail("new@x.cn").build(), TUESDAY);

        customers.remember(
                a(customerNo).named("旧名").withEmail("old@x.cn").withTier("VIP").build(), MONDAY);
        assertThat(customers.contactOf(customerNo).name()).isEqualTo("新名");
        assertThat(customers.contactOf(customerNo).email()).isEqualTo("new@x.cn");
        assertThat(customers.profileOf(customerNo).tier())
                .as("nothing newer is known of it")
                .isEqualTo("VIP");

        customers.remember(a(customerNo).named("更新名").build(), TUESDAY.plusNanos(1_000));
        assertThat(customers.contactOf(customerNo).name()).isEqualTo("更新名");
        assertThat(customers.contactOf(customerNo).email()).isEqualTo("new@x.cn");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("50 events of a new customer at once make one customer")
    void makesOneCustomerOfManyEvents(Database database) throws Exception {
        var customers = customersOn(database);
        var room = ROOMS.get(database);

        atOnce(
                50,
                i -> () -> room.transaction().execute(transaction -> {
                    customers.remember(
                            a(customerNo).named("客户" + i).withConsent(true).build(), MONDAY.plusSeconds(i));
                    return i;
                }));

        assertThat(count(database, "customer")).isEqualTo(1);
        assertThat(count(database, "customer_contact")).isEqualTo(1);
        assertThat(count(database, "consent_record")).isEqualTo(1);
        assertThat(customers.contactOf(customerNo).name()).isEqualTo("客户49");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("puts every change of consent on record (G1)")
    void putsEveryChangeOfConsentOnRecord(Database database) {
        var customers = customersOn(database);

        customers.remember(a(customerNo).withConsent(true).build(), MONDAY);
        customers.remember(a(customerNo).withConsent(true).build(), MONDAY.plusSeconds(60));
        customers.remember(a(customerNo).build(), WEDNESDAY);
        customers.remember(a(customerNo).withConsent(false).build(), TUESDAY);
        customers.remember(a(customerNo).withConsent(true).build(), MONDAY.plusSeconds(120));

        assertThat(customers.profileOf(customerNo).consent())
                .as("withdrawn on Tuesday, though an event of Wednesday that said nothing of it came first")
                .isEqualTo(Consent.NO);
        assertThat(consents(database)).containsExactly("true 2026-05-04T02:00:00Z", "false 2026-05-05T02:00:00Z");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesWhoOptedOutInPeaceWhateverEventsSay(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).withConsent(true).build(), MONDAY);

        customers.optOut(customerNo, "survey-link", TUESDAY);
        customers.optOut(customerNo, "list-unsubscribe", WEDNESDAY);
        customers.remember(a(customerNo).withConsent(true).build(), WEDNESDAY);

        assertThat(customers.profileOf(customerNo).optedOut()).isTrue();
        assertThat(consents(database)).containsExactly("true 2026-05-04T02:00:00Z", "false 2026-05-05T02:00:00Z");
        var optOut = ROOMS.get(database)
                .jdbc()
                .sql("select opted_out_via from customer where customer_no = ?")
                .param(customerNo)
                .query(String.class)
                .single();
        assertThat(optOut).as("the first time counts").isEqualTo("survey-link");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesAnEmailAddressInPeaceUnderEveryNumber(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).withEmail("Me" + suffix + "@x.cn").build(), MONDAY);
        customers.remember(
                a(customerNo + "b").withEmail("me" + suffix + "@X.cn").build(), MONDAY);
        customers.remember(a(customerNo + "c").build(), MONDAY);

        customers.optOut(customerNo, "survey-link", TUESDAY);

        assertThat(customers.profileOf(customerNo + "b").optedOut()).isTrue();
        assertThat(customers.profileOf(customerNo + "c").optedOut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("puts every look at contact data on record (G4)")
    void putsEveryLookOnRecord(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).named("张三").build(), MONDAY);

        assertThat(customers
                        .showContactTo("customer-service", customerNo, "WO-1")
                        .name())
                .isEqualTo("张三");
        customers.showContactTo("quality", customerNo, "WO-2");
        customers.contactOf(customerNo);

        var looks = ROOMS.get(database)
                .jdbc()
                .sql("select user_id || ' ' || purpose from contact_look where customer_no = ? order by id")
                .param(customerNo)
                .query(String.class)
                .list();
        assertThat(looks).containsExactly("customer-service WO-1", "quality WO-2");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void saysSoWhenACustomerIsUnknown(Database database) {
        var customers = customersOn(database);

        assertThatThrownBy(() -> customers.profileOf("nobody")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> customers.contactOf("nobody")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> customers.showContactTo("quality", "nobody", "x"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> customers.optOut("nobody", "x", MONDAY)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "CHURN_RISK, true",
        "vip churn-risk, true",
        "流失风险客户, true",
        "VIP, false",
        "STANDARD, false",
        ", false",
    })
    @DisplayName("tells who may be lost by his tier (A10)")
    void tellsWhoMayBeLost(@Nullable String tier, boolean churnRisk) {
        var customers = customersOn(Database.H2);
        customers.remember(a(customerNo).withTier(tier).build(), MONDAY);

        assertThat(customers.profileOf(customerNo).churnRisk()).isEqualTo(churnRisk);
    }

    @ParameterizedTest(name = "{0}, {1}: {2} {3}")
    @CsvSource({
        "a@x.cn, 13800138000, true, true",
        "none, 无, false, false",
        "a@, 010-65550000转8, false, true",
        "' ', 123, false, false",
    })
    void tellsHowACustomerCanBeReached(String email, String phone, boolean hasEmail, boolean hasPhone) {
        var customers = customersOn(Database.H2);
        customers.remember(a(customerNo).withEmail(email).withPhone(phone).build(), MONDAY);

        assertThat(customers.profileOf(customerNo).hasEmail()).isEqualTo(hasEmail);
        assertThat(customers.profileOf(customerNo).hasPhone()).isEqualTo(hasPhone);
        assertThat(customers.contactOf(customerNo).phone()).as("kept as given").isEqualTo(phone);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("invites nobody again inside the quiet period (A12)")
    void invitesNobodyAgainInsideTheQuietPeriod(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).build(), MONDAY);
        assertThat(customers.lastInvited(customerNo)).isEmpty();

        assertThat(customers.reserveInvitation(customerNo, "i-1", 30, MONDAY)).isTrue();
        assertThat(customers.reserveInvitation(customerNo, "i-2", 30, days(30).minusMillis(1)))
                .isFalse();
        assertThat(customers.lastInvited(customerNo)).contains(MONDAY);
        assertThat(customers.reserveInvitation(customerNo, "i-3", 30, days(30))).isTrue();
        assertThat(customers.lastInvited(customerNo)).contains(days(30));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void countsAnExemptInvitationToo(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).build(), MONDAY);
        customers.reserveInvitation(customerNo, "i-1", 30, MONDAY);

        assertThat(customers.reserveInvitation(customerNo, "complaint", 0, TUESDAY))
                .isTrue();
        assertThat(customers.reserveInvitation(customerNo, "i-2", 30, days(30))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesOnePersonUnderTwoNumbersForOne(Database database) {
        var customers = customersOn(database);
        var phone = "1380013" + (8000 + sequence);
        customers.remember(a(customerNo).withEmail("A" + suffix + "@x.cn").build(), MONDAY);
        customers.remember(
                a(customerNo + "b")
                        .withEmail("a" + suffix + "@X.cn")
                        .withPhone("+86 " + phone)
                        .build(),
                MONDAY);
        customers.remember(a(customerNo + "c").withPhone("86" + phone).build(), MONDAY);
        customers.remember(a(customerNo + "d").withPhone("13900139000").build(), MONDAY);

        assertThat(customers.reserveInvitation(customerNo + "b", "i-1", 30, MONDAY))
                .isTrue();
        assertThat(customers.reserveInvitation(customerNo, "i-2", 30, TUESDAY))
                .as("same e-mail address")
                .isFalse();
        assertThat(customers.reserveInvitation(customerNo + "c", "i-3", 30, TUESDAY))
                .as("same phone")
                .isFalse();
        assertThat(customers.reserveInvitation(customerNo + "d", "i-4", 30, TUESDAY))
                .as("somebody else")
                .isTrue();
        assertThat(customers.lastInvited(customerNo)).contains(MONDAY);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: an invitation that never left gives back the quiet period, and only its own")
    void givesBackWhatWasReserved(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).build(), MONDAY);
        customers.reserveInvitation(customerNo, "i-1", 30, MONDAY);
        customers.reserveInvitation(customerNo, "complaint", 0, TUESDAY);

        customers.releaseInvitation(customerNo, "i-1");
        assertThat(customers.lastInvited(customerNo)).contains(TUESDAY);

        customers.releaseInvitation(customerNo, "complaint");
        assertThat(customers.lastInvited(customerNo))
                .as("the one before counts")
                .contains(MONDAY);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void reservesNothingWhenTheInvitationFails(Database database) {
        var customers = customersOn(database);
        customers.remember(a(customerNo).build(), MONDAY);
        ROOMS.get(database).transaction().executeWithoutResult(transaction -> {
            customers.reserveInvitation(customerNo, "i-1", 30, MONDAY);
            transaction.setRollbackOnly();
        });

        assertThat(customers.lastInvited(customerNo)).isEmpty();
        assertThat(customers.reserveInvitation(customerNo, "i-2", 30, MONDAY)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("invites one customer once when 20 cases ask at the same moment (A12)")
    void invitesACustomerOnce(Database database) throws Exception {
        var customers = customersOn(database);
        customers.remember(
                a(customerNo)
                        .withEmail(suffix + "@x.cn")
                        .withPhone("13800138000")
                        .build(),
                MONDAY);

        // first when nobody was ever invited, then when the rows are there already
        for (int round = 0; round < 3; round++) {
            var now = days(100 * round);
            var granted = atOnce(
                    20,
                    i -> () -> inTransaction(
                            database, () -> customers.reserveInvitation(customerNo, "invitation:" + i, 30, now)));
            assertThat(granted).filteredOn(yes -> yes).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("invites one person once when 20 cases ask under numbers that share an address (A12)")
    void invitesAPersonOnce(Database database) throws Exception {
        var customers = customersOn(database);
        // each pair shares something, in a ring: whoever locked in another order than the others would be caught
        var email = "Shared" + suffix;
        var phone = "1370013" + (8000 + sequence);
        var otherPhone = "1360013" + (8000 + sequence);
        customers.remember(
                a(customerNo + "a").withEmail(email + "@x.cn").withPhone(phone).build(), MONDAY);
        customers.remember(
                a(customerNo + "b")
                        .withEmail(email.toUpperCase() + "@X.cn")
                        .withPhone(otherPhone)
                        .build(),
                MONDAY);
        customers.remember(
                a(customerNo + "c")
                        .withEmail("x" + suffix + "@x.cn")
                        .withPhone("+86" + phone)
                        .build(),
                MONDAY);
        customers.remember(
                a(customerNo + "d")
                        .withEmail("X" + suffix + "@x.cn")
                        .withPhone("+86" + otherPhone)
                        .build(),
                MONDAY);

        for (int round = 0; round < 5; round++) {
            var now = days(100 * round);
            var granted = atOnce(
                    20,
                    i -> () -> inTransaction(
                            database,
                            () -> customers.reserveInvitation(customerNo + (i % 2 == 0 ? "a" : "b"), "i", 30, now)));
            assertThat(granted).filteredOn(yes -> yes).hasSize(1);
        }
        for (int round = 0; round < 5; round++) {
            var now = days(1000 + 100 * round);
            var granted = atOnce(
                    20,
                    i -> () -> inTransaction(
                            database,
                            () -> customers.reserveInvitation(customerNo + (char) ('a' + i % 4), "i", 30, now)));
            assertThat(granted)
                    .filteredOn(yes -> yes)
                    .as("two of a ring of four may share nothing")
                    .hasSizeBetween(1, 2);
        }
    }

    private static boolean inTransaction(Database database, Callable<Boolean> work) {
        return Boolean.TRUE.equals(ROOMS.get(database).transaction().execute(transaction -> {
            try {
                return work.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }));
    }

    private static Instant days(int days) {
        return MONDAY.plus(Duration.ofDays(days));
    }

    private static Customers customersOn(Database database) {
        return ROOMS.computeIfAbsent(database, where -> Room.on(where, CLOCK, CustomerRoom.components()))
                .get(Customers.class);
    }

    private long count(Database database, String table) {
        return ROOMS.get(database)
                .jdbc()
                .sql("select count(*) from " + table + " where customer_no = ?")
                .param(customerNo)
                .query(Long.class)
                .single();
    }

    private List<String> consents(Database database) {
        return ROOMS.get(database)
                .jdbc()
                .sql("select agreed, said_at from consent_record where customer_no = ? order by id")
                .param(customerNo)
                .query((row, number) -> row.getBoolean(1) + " "
                        + row.getObject(2, OffsetDateTime.class).toInstant())
                .list();
    }

    private static <T> List<T> atOnce(int callers, IntFunction<Callable<T>> calls) throws Exception {
        var ready = new CountDownLatch(callers);
        var pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                var call = calls.apply(i);
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Update a(String customerNo) {
        return new Update(customerNo);
    }

    /** What an event says, in the words of a test. */
    private static final class Update {

        private final String customerNo;
        private @Nullable String name;
        private @Nullable String tier;
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable Boolean consent;

        private Update(String customerNo) {
            this.customerNo = customerNo;
        }

        Update named(String name) {
            this.name = name;
            return this;
        }

        Update withTier(@Nullable String tier) {
            this.tier = tier;
            return this;
        }

        Update withEmail(String email) {
            this.email = email;
            return this;
        }

        Update withPhone(String phone) {
            this.phone = phone;
            return this;
        }

        Update withConsent(boolean consent) {
            this.consent = consent;
            return this;
        }

        CustomerUpdate build() {
            return new CustomerUpdate(customerNo, name, null, tier, null, null, email, phone, null, null, consent);
        }
    }
}
