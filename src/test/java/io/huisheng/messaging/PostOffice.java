package io.huisheng.messaging;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer.Composition;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;

/** The messaging room on a real database, with its background threads held still, for tests that send themselves. */
final class PostOffice implements AutoCloseable {

    static final CaseNo CASE = new CaseNo("WO-1");

    final TestClock clock = new TestClock("2026-05-06T10:00:00+08:00");
    final CaseFiles files = mock(CaseFiles.class);
    final Staff staff = mock(Staff.class);
    final Heard heard = new Heard();
    /** What the table of the process owner says; nothing unless a test says otherwise. */
    volatile List<Channel> order = List.of();

    final Room room;
    /** What the composer answers; a plain letter to somebody unless a test says otherwise. */
    volatile Function<QueuedMessage, Composition> composer = message -> letterTo("zhang@example.com");

    PostOffice(Database database, int smtpPort) {
        this(database, smtpPort, settings(Duration.ofSeconds(60), Duration.ofHours(24), 50, null));
    }

    PostOffice(Database database, int smtpPort, MessagingSettings settings) {
        this(database, smtpPort, settings, GatewayOnLoopback.OFF);
    }

    PostOffice(Database database, int smtpPort, MessagingSettings settings, ChannelSettings channels) {
        given(staff.titleOf(anyString())).willReturn("运营经理");
        room = Room.on(
                database,
                clock,
                Outbox.class,
                Dispatcher.class,
                OutboxRows.class,
                Deliveries.class,
                Letters.class,
                MailTemplates.class,
                MailServer.class,
                MailCarrier.class,
                SmsCarrier.class,
                RobotCarrier.class,
                ShortTexts.class,
                GatewayTokens.class,
                channels,
                MessageMeters.class,
                MessagesSection.class,
                MessageNotes.class,
                settings,
                sender(smtpPort),
                files,
                staff,
                heard,
                new Composer(),
                (ChannelOrder) message -> order);
        room.get(Dispatcher.class).stop();
    }

    static MessagingSettings settings(Duration lease, Duration giveUpAfter, int batchSize, Path templates) {
        return new MessagingSettings(
                Duration.ofHours(1),
                batchSize,
                2,
                lease,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                0.2,
                giveUpAfter,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                "service@huisheng.example",
                "售后服务中心",
                "After-Sales Service",
                templates,
                new MessagingSettings.Contact("李敏", "Li Min", "400-800-1234", "help@huisheng.example"));
    }

    static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "2000");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "5000");
        return sender;
    }

    static Letter letterTo(String to) {
        return letterTo(to, "回复建议");
    }

    static Letter letterTo(String to, String duty) {
        return new Letter(
                "warning",
                Locale.SIMPLIFIED_CHINESE,
                to,
                Map.of(
                        "duty",
                        duty,
                        "dueAt",
                        java.time.ZonedDateTime.parse("2026-05-13T18:00:00+08:00[Asia/Shanghai]"),
                        "link",
                        "https://huisheng.example/cases/WO-1"),
                new Object[] {duty, "WO-1"},
                null);
    }

    static Letter letterToPhone(String phone, String template, Map<String, Object> model) {
        return new Letter(template, Locale.SIMPLIFIED_CHINESE, null, phone, model, new Object[0], null);
    }

    boolean queue(String key) {
        return queue(key, "INVITATION", null);
    }

    boolean queue(String key, String kind, String role) {
        return room.get(Outbox.class)
                .add(new NewMessage(key, kind, Channel.EMAIL, CASE, UUID.nameUUIDFromBytes(key.getBytes()), role));
    }

    int drain() {
        return room.get(Outbox.class).drain();
    }

    /** Another node on the same database. */
    Deliveries anotherNode() {
        return new Deliveries(
                room.get(OutboxRows.class),
                files,
                provider(new Composer()),
                List.of(room.get(MailCarrier.class), room.get(SmsCarrier.class), room.get(RobotCarrier.class)),
                clock,
                room.get(MessagingSettings.class),
                room.get(MessageMeters.class),
                event -> {
                    if (event instanceof MessageDelivered delivered) {
                        heard.on(delivered);
                    }
                },
                room.get(PlatformTransactionManager.class));
    }

    private static ObjectProvider<MessageComposer> provider(MessageComposer composer) {
        return new ObjectProvider<>() {
            @Override
            public java.util.stream.Stream<MessageComposer> stream() {
                return java.util.stream.Stream.of(composer);
            }

            @Override
            public MessageComposer getObject() {
                return composer;
            }
        };
    }

    String stateOf(String key) {
        return column(key, "state");
    }

    String column(String key, String column) {
        return room.jdbc()
                .sql("select cast(" + column + " as varchar(100)) from outbox where dedup_key = ?")
                .param(key)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
    }

    /** As if all pauses and leases had run out. */
    void letTimePass() {
        room.jdbc().sql("""
                        update outbox set next_at = current_timestamp - interval '1' second,
                               lease_until = case when lease_until is null then null
                                                  else current_timestamp - interval '1' second end
                         where state in ('NEW', 'SENDING')
                        """).update();
    }

    @Override
    public void close() {
        room.close();
    }

    private final class Composer implements MessageComposer {

        @Override
        public Set<String> kinds() {
            return Set.of("INVITATION", "REMINDER", "WARNING", "REPLY");
        }

        @Override
        public Composition compose(QueuedMessage message) {
            return composer.apply(message);
        }
    }

    /** What other rooms are told. */
    static final class Heard {

        final List<MessageDelivered> delivered = new CopyOnWriteArrayList<>();
        final List<MessageUndeliverable> undeliverable = new CopyOnWriteArrayList<>();
        volatile RuntimeException trouble;

        @EventListener
        void on(MessageDelivered event) {
            if (trouble != null) {
                throw trouble;
            }
            delivered.add(event);
        }

        @EventListener
        void on(MessageUndeliverable event) {
            undeliverable.add(event);
        }
    }
}
