package io.huisheng.messaging;

import static io.huisheng.messaging.PostOffice.CASE;
import static io.huisheng.messaging.PostOffice.letterTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.testing.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.InternetAddress;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;

@DisplayName("Outbox")
class OutboxTest {

    private final SmtpOnLoopback smtp = new SmtpOnLoopback();

    @AfterEach
    void closeServer() {
        smtp.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void sendsABatchOverOneConnection(Database database) throws Exception {
        try (var post = new PostOffice(database, smtp.port())) {
            for (var n = 0; n < 20; n++) {
                post.queue("message-" + n);
            }

            assertThat(post.drain()).isEqualTo(20);

            assertThat(smtp.connections).hasValue(1);
            assertThat(smtp.mails()).hasSize(20);
            assertThat(messageIds()).hasSize(20);
            assertThat(post.heard.delivered).hasSize(20).allSatisfy(delivered -> {
                assertThat(delivered.kind()).isEqualTo("INVITATION");
                assertThat(delivered.caseNo()).isEqualTo(CASE);
                assertThat(delivered.at()).isEqualTo(post.clock.instant());
            });
            assertThat(post.heard.delivered)
                    .extracting(MessageDelivered::reference)
                    .contains(UUID.nameUUIDFromBytes("message-0".getBytes()));
            assertThat(post.stateOf("message-7")).isEqualTo("SENT");
            assertThat(post.drain()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsOneMessagePerDeduplicationKey(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            assertThat(post.queue("once")).isTrue();
            assertThat(post.queue("once")).isFalse();
            post.drain();
            assertThat(post.queue("once")).isFalse();

            post.drain();

            assertThat(smtp.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void forgetsAMessageWhoseBusinessTransactionIsRolledBack(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.room.transaction().executeWithoutResult(status -> {
                post.queue("never");
                status.setRollbackOnly();
            });

            assertThat(post.drain()).isZero();
            assertThat(smtp.mails()).isEmpty();
        }
    }

    @Test
    void refusesToDrainInsideATransaction() {
        try (var post = new PostOffice(Database.H2, smtp.port())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> post.room.transaction().execute(status -> post.drain()));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesByItselfAfterTheCommit(Database database) throws Exception {
        try (var post = new PostOffice(database, smtp.port())) {
            var sent = new CountDownLatch(1);
            post.composer = message -> {
                sent.countDown();
                return letterTo("zhang@example.com");
            };
            post.room.get(Dispatcher.class).start();
            post.drain(); // the first look of the background is over; the next is an hour away

            post.queue("soon");

            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            post.room.get(Dispatcher.class).stop();
            assertThat(post.stateOf("soon")).isEqualTo("SENT");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void oneBadAddressAmongGoodOnesHarmsNobodyElse(Database database) {
        smtp.refusing("gone@example.com", "550 5.1.1 <gone@example.com> no such user");
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> letterTo(
                    message.reference().equals(UUID.nameUUIDFromBytes("bad".getBytes()))
                            ? "gone@example.com"
                            : "zhang@example.com");
            post.queue("good-1");
            post.queue("bad");
            post.queue("good-2");

            assertThat(post.drain()).isEqualTo(2);
            post.letTimePass();
            assertThat(post.drain()).isZero();

            assertThat(smtp.mails()).hasSize(2);
            assertThat(smtp.recipients).containsExactly("zhang@example.com", "zhang@example.com");
            assertThat(post.stateOf("bad")).isEqualTo("FAILED");
            assertThat(post.column("bad", "last_error")).isEqualTo("SMTP_550");
            assertThat(post.heard.undeliverable)
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.reason()).isEqualTo("SMTP_550"));
            verify(post.files).note(CASE, "MESSAGE_FAILED", "未能向客户送达满意度调查邀请：邮件服务器拒绝了该收件人", "system");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void waitsWhileTheServerSaysLater(Database database) {
        smtp.refusing("zhang@example.com", "451 4.7.1 greylisted");
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("greylisted");
            assertThat(post.drain()).isZero();
            assertThat(post.stateOf("greylisted")).isEqualTo("NEW");
            assertThat(post.column("greylisted", "last_error")).isEqualTo("SMTP_451");
            assertThat(post.drain()).as("not before its pause is over").isZero();
            assertThat(post.column("greylisted", "attempts")).isEqualTo("1");

            smtp.refusals.clear();
            post.letTimePass();

            assertThat(post.drain()).isEqualTo(1);
            assertThat(post.column("greylisted", "attempts")).isEqualTo("2");
            assertThat(post.heard.undeliverable).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void deliversEverythingOnceTheServerIsBack(Database database) {
        smtp.close();
        try (var post = new PostOffice(database, smtp.port())) {
            for (var n = 0; n < 5; n++) {
                post.queue("message-" + n);
            }
            assertThat(post.drain()).isZero();
            assertThat(post.column("message-0", "last_error")).isEqualTo("SMTP_CONNECT");

            try (var again = new SmtpOnLoopback(smtp.port())) {
                post.letTimePass();
                assertThat(post.drain()).isEqualTo(5);
                assertThat(again.mails()).hasSize(5);
            }
            assertThat(post.heard.delivered).hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void pausesGrowWithEachFailure(Database database) {
        smtp.close();
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("patient");
            for (var attempt = 1; attempt <= 4; attempt++) {
                post.letTimePass();
                post.drain();
                var pause = post.room
                        .jdbc()
                        .sql("select extract(epoch from next_at - current_timestamp) from outbox")
                        .query(Double.class)
                        .single();
                var doubled = Math.pow(2, attempt);
                assertThat(pause).isBetween(doubled - 1.5, doubled * 1.2 + 0.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void givesUpAfterADayOfFailures(Database database) {
        smtp.close();
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("hopeless");
            post.drain();
            post.letTimePass();
            post.drain();
            assertThat(post.stateOf("hopeless")).isEqualTo("NEW");

            post.room
                    .jdbc()
                    .sql("update outbox set failing_since = current_timestamp - interval '25' hour")
                    .update();
            post.letTimePass();
            post.drain();

            assertThat(post.stateOf("hopeless")).isEqualTo("FAILED");
            assertThat(post.heard.undeliverable)
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.reason()).isEqualTo("SMTP_CONNECT"));
            verify(post.files).note(CASE, "MESSAGE_FAILED", "未能向客户送达满意度调查邀请：邮件服务器长时间无法连接", "system");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aCopyCarriesTheSameMessageIdWhenTheServerAcceptedAndVanished(Database database) {
        smtp.vanishAfterAccepting.set(1);
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("doubtful");
            post.queue("next");

            assertThat(post.drain())
                    .as("the next one leaves over a new connection")
                    .isEqualTo(1);
            post.letTimePass();
            assertThat(post.drain()).isEqualTo(1);

            assertThat(smtp.mails()).hasSize(3);
            assertThat(messageIds()).hasSize(2);
            assertThat(post.heard.delivered).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void twoNodesSendEachMessageOnce(Database database) throws Exception {
        var settings = PostOffice.settings(Duration.ofSeconds(60), Duration.ofHours(24), 5, null);
        try (var post = new PostOffice(database, smtp.port(), settings)) {
            for (var n = 0; n < 100; n++) {
                post.queue("message-" + n);
            }
            var first = post.room.get(Deliveries.class);
            var second = post.anotherNode();
            var third = post.anotherNode();

            var left = inParallel(List.of(() -> empty(first), () -> empty(second), () -> empty(third)));

            assertThat(left).isEqualTo(100);
            assertThat(smtp.mails()).hasSize(100);
            assertThat(messageIds()).hasSize(100);
            assertThat(post.heard.delivered).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesOverFromASenderThatDied(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("orphan");
            var rows = post.room.get(OutboxRows.class);
            post.room
                    .transaction()
                    .execute(status -> rows.claim(
                            Channel.EMAIL,
                            UUID.randomUUID(),
                            10,
                            Duration.ofSeconds(60),
                            Duration.ofHours(24),
                            post.clock.instant()));

            assertThat(post.drain()).as("its lease still holds").isZero();
            post.letTimePass();

            assertThat(post.drain()).isEqualTo(1);
            assertThat(post.column("orphan", "attempts")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesOverAtOnceWhereNobodyElseSends(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("orphan");
            var rows = post.room.get(OutboxRows.class);
            post.room
                    .transaction()
                    .execute(status -> rows.claim(
                            Channel.EMAIL,
                            UUID.randomUUID(),
                            10,
                            Duration.ofSeconds(60),
                            Duration.ofHours(24),
                            post.clock.instant()));

            post.room.get(Outbox.class).takeOver();

            assertThat(post.drain()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aSenderThatWasPausedTooLongSendsNothing(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("contested");
            post.composer = message -> {
                // While this sender slept, its lease ran out and another one took the message.
                var other = Executors.newSingleThreadExecutor();
                try {
                    other.submit(() -> {
                                post.composer = later -> letterTo("zhang@example.com");
                                post.letTimePass();
                                return empty(post.anotherNode());
                            })
                            .get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    other.shutdown();
                }
                return letterTo("zhang@example.com");
            };

            empty(post.room.get(Deliveries.class));

            assertThat(smtp.mails()).hasSize(1);
            assertThat(post.heard.delivered).hasSize(1);
            assertThat(post.stateOf("contested")).isEqualTo("SENT");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void cancelsWhatItsRoomWithdraws(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> new Withdrawn("ANSWERED");
            post.queue("reminder", "REMINDER", null);

            assertThat(post.drain()).isZero();

            assertThat(smtp.mails()).isEmpty();
            assertThat(post.stateOf("reminder")).isEqualTo("CANCELLED");
            assertThat(post.column("reminder", "last_error")).isEqualTo("ANSWERED");
            assertThat(post.heard.delivered).isEmpty();
            assertThat(post.heard.undeliverable).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aComposerThatThrowsDelaysItsOwnMessageOnly(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> {
                if (message.kind().equals("REPLY")) {
                    throw new IllegalStateException("张三 zhang@example.com");
                }
                return letterTo("zhang@example.com");
            };
            post.queue("broken", "REPLY", null);
            post.queue("unknown", "NOBODY_KNOWS", null);
            post.queue("fine");

            assertThat(post.drain()).isEqualTo(1);

            assertThat(post.stateOf("fine")).isEqualTo("SENT");
            assertThat(post.stateOf("broken")).isEqualTo("NEW");
            assertThat(post.column("broken", "last_error")).isEqualTo("COMPOSER_IllegalStateException");
            assertThat(post.column("unknown", "last_error")).isEqualTo("NO_COMPOSER");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void mailForARoleReachesEverybodyOfTheRole(Database database) throws Exception {
        smtp.refusing("left@example.com", "550 no such user");
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> letterTo(null);
            given(post.staff.addressesOf("operations-manager"))
                    .willReturn(List.of("a@example.com", "left@example.com", "b@example.com"));
            post.queue("warning", "WARNING", "operations-manager");

            assertThat(post.drain()).isEqualTo(1);

            assertThat(smtp.recipients).containsExactlyInAnyOrder("a@example.com", "b@example.com");
            assertThat(smtp.mails().get(0).getAllRecipients())
                    .contains(new InternetAddress("a@example.com"), new InternetAddress("b@example.com"));
            assertThat(post.stateOf("warning")).isEqualTo("SENT");
            assertThat(post.column("warning", "last_error")).isEqualTo("SMTP_550");
            verify(post.files).note(CASE, "MESSAGE_SENT", "已向运营经理发送到期预警", "system");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void failsAtOnceWithoutAnAddress(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> letterTo(null);
            given(post.staff.addressesOf("warehouse")).willReturn(List.of());
            post.queue("nobody", "WARNING", "warehouse");
            post.queue("erased");

            assertThat(post.drain()).isZero();

            assertThat(post.stateOf("nobody")).isEqualTo("FAILED");
            assertThat(post.column("erased", "last_error")).isEqualTo("NO_ADDRESS");
            assertThat(post.heard.undeliverable)
                    .extracting(MessageUndeliverable::reason)
                    .containsExactly("NO_ADDRESS", "NO_ADDRESS");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void doesNotSendAgainWhenAListenerFailed(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            post.heard.trouble = new IllegalArgumentException("a bug elsewhere");
            post.queue("untold");
            post.drain();
            assertThat(smtp.mails()).hasSize(1);
            assertThat(post.stateOf("untold")).isEqualTo("NEW");
            var acceptedAt = post.clock.instant();

            post.heard.trouble = null;
            post.clock.advance(Duration.ofMinutes(5));
            post.letTimePass();
            post.drain();

            assertThat(smtp.mails()).hasSize(1);
            assertThat(post.stateOf("untold")).isEqualTo("SENT");
            assertThat(post.heard.delivered)
                    .singleElement()
                    .satisfies(told -> assertThat(told.at()).isEqualTo(acceptedAt));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void waitsForTheDatabaseBeforeItForgetsThatAMessageWasSent(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            var failures = new AtomicInteger();
            post.queue("sent");
            org.mockito.Mockito.doAnswer(call -> {
                        if (failures.incrementAndGet() <= 3) {
                            throw new DataAccessResourceFailureException(
                                    "away", new SQLTransientConnectionException("no connection"));
                        }
                        return null;
                    })
                    .when(post.files)
                    .note(CASE, "MESSAGE_SENT", "已向客户发送满意度调查邀请", "system");

            assertThat(post.drain()).isEqualTo(1);

            assertThat(failures).hasValue(4);
            assertThat(smtp.mails()).hasSize(1);
            assertThat(post.stateOf("sent")).isEqualTo("SENT");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void showsTheMessagesOfACaseWithoutAddresses(Database database) throws Exception {
        smtp.refusing("gone@example.com", "550 no such user gone@example.com");
        try (var post = new PostOffice(database, smtp.port())) {
            post.composer = message -> letterTo("gone@example.com");
            post.queue("one");
            post.drain();
            post.clock.advance(Duration.ofMinutes(1));
            post.queue("two", "WARNING", "quality");

            var json = new ObjectMapper()
                    .findAndRegisterModules()
                    .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .convertValue(post.room.get(MessagesSection.class).of(CASE), List.class);

            assertThat(json)
                    .isEqualTo(List.of(
                            Map.of(
                                    "kind", "INVITATION",
                                    "channel", "EMAIL",
                                    "state", "FAILED",
                                    "at", "2026-05-06T10:00:00+08:00",
                                    "attempts", 1,
                                    "lastError", "SMTP_550",
                                    "trouble", "ADDRESS_REFUSED",
                                    "tries",
                                            List.of(Map.of(
                                                    "channel", "EMAIL",
                                                    "attempts", 1,
                                                    "reason", "SMTP_550",
                                                    "trouble", "ADDRESS_REFUSED",
                                                    "at", "2026-05-06T10:00:00+08:00"))),
                            mapOfWaiting()));
            assertThat(post.room.get(MessagesSection.class).name()).isEqualTo("messages");
        }
    }

    private static Map<String, Object> mapOfWaiting() {
        var waiting = new java.util.HashMap<String, Object>();
        waiting.put("kind", "WARNING");
        waiting.put("channel", "EMAIL");
        waiting.put("state", "NEW");
        waiting.put("at", "2026-05-06T10:01:00+08:00");
        waiting.put("attempts", 0);
        waiting.put("lastError", null);
        waiting.put("trouble", null);
        waiting.put("tries", List.of());
        return waiting;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void countsWhatBecameOfTheMessages(Database database) {
        smtp.refusing("gone@example.com", "550 no such user");
        try (var post = new PostOffice(database, smtp.port())) {
            post.queue("sent");
            post.drain();
            post.composer = message -> letterTo("gone@example.com");
            post.queue("failed");
            post.drain();
            post.queue("waiting");

            var meters = post.room.get(MeterRegistry.class);
            assertThat(meters.get("huisheng.messages")
                            .tags("kind", "INVITATION", "outcome", "sent")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("huisheng.messages")
                            .tags("kind", "INVITATION", "outcome", "undeliverable")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("huisheng.messages.waiting").gauge().value()).isEqualTo(1);
            assertThat(meters.get("huisheng.messages.failed").gauge().value()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void givesBackWhatItHasNotSentWhenItStops(Database database) {
        try (var post = new PostOffice(database, smtp.port())) {
            for (var n = 0; n < 5; n++) {
                post.queue("message-" + n);
            }
            var asked = new AtomicInteger();

            post.room.get(Deliveries.class).sendBatch(Channel.EMAIL, () -> asked.incrementAndGet() > 2);

            assertThat(smtp.mails()).hasSize(2);
            assertThat(post.drain()).isEqualTo(3);
            assertThat(messageIds()).hasSize(5);
        }
    }

    private static int empty(Deliveries deliveries) {
        var left = 0;
        Deliveries.Batch batch;
        do {
            batch = deliveries.sendBatch(Channel.EMAIL, () -> false);
            left += batch.left();
        } while (batch.left() > 0);
        return left;
    }

    private static int inParallel(List<Callable<Integer>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            var sum = 0;
            for (var result : threads.invokeAll(work)) {
                sum += result.get();
            }
            return sum;
        } finally {
            threads.shutdown();
        }
    }

    private Set<String> messageIds() {
        return smtp.raw().stream()
                .map(raw -> raw.lines()
                        .filter(line -> line.startsWith("Message-ID:"))
                        .findFirst()
                        .orElseThrow())
                .collect(java.util.stream.Collectors.toSet());
    }
}
