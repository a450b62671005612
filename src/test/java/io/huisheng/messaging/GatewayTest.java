package io.huisheng.messaging;

import static io.huisheng.messaging.Channel.EMAIL;
import static io.huisheng.messaging.Channel.SMS;
import static io.huisheng.messaging.Channel.WECOM;
import static io.huisheng.messaging.GatewayOnLoopback.answering;
import static io.huisheng.messaging.GatewayOnLoopback.hangingUp;
import static io.huisheng.messaging.PostOffice.letterTo;
import static io.huisheng.messaging.PostOffice.letterToPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;

import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.testing.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Text messages and group robots, against a real gateway")
class GatewayTest {

    private static final String PHONE = "+8613800138000";
    private static final Map<String, Object> ASKED = Map.of(
            "servedOn", "2026年5月6日",
            "complaint", false,
            "what", "空调维修",
            "link", "https://huisheng.example/s/AbC_-123");

    private final GatewayOnLoopback gateway = new GatewayOnLoopback();
    private final SmtpOnLoopback smtp = new SmtpOnLoopback();

    @AfterEach
    void close() {
        gateway.close();
        smtp.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B1: an invitation by text message carries sign, link and opt-out, to exactly the one phone")
    void asksByTextMessage(Database database) throws Exception {
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.queue("one");

            assertThat(post.drain()).isEqualTo(1);

            assertThat(gateway.requests).hasSize(1);
            var request = gateway.requests.get(0);
            assertThat(request.json().path("phone").asText()).isEqualTo("13800138000");
            assertThat(request.json().path("content").asText())
                    .isEqualTo("【回声】您好，2026年5月6日我们为您提供了空调维修，想请您说说真实的感受：" + "https://huisheng.example/s/AbC_-123 退订回T");
            assertThat(request.header("X-Signature"))
                    .isEqualTo(HexFormat.of()
                            .formatHex(hmac("shared-secret", request.header("X-Timestamp") + "\n" + request.body())));
            assertThat(request.header("X-Timestamp")).isEqualTo(String.valueOf(post.clock.millis()));
            assertThat(request.header("Idempotency-Key"))
                    .isEqualTo(request.json().path("id").asText())
                    .hasSize(32);
            assertThat(post.stateOf("one")).isEqualTo("SENT");
            assertThat(post.heard.delivered).hasSize(1);
            assertThat(smtp.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B13: an answer to the customer's own words carries no opt-out")
    void repliesWithoutOptOut(Database database) {
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "reply", Map.of("reply", "下周起改为两小时时段"));
            post.queue("reply", "REPLY", null);
            post.drain();

            assertThat(gateway.texts()).containsExactly("【回声】您好，对您的建议，我们的答复是：下周起改为两小时时段（服务单号 WO-1，联系人李敏400-800-1234）");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void speaksEnglishToWhoeverReadsIt(Database database) {
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer =
                    message -> new Letter("reminder", Locale.ENGLISH, null, "+14155550100", ASKED, new Object[0], null);
            post.queue("one", "REMINDER", null);
            post.drain();

            assertThat(gateway.requests.get(0).json().path("phone").asText()).isEqualTo("+14155550100");
            assertThat(gateway.texts().get(0)).startsWith("【回声】We have not").endsWith(" Reply T to opt out");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("quiet hours: what is queued at night waits for the morning and is not lost")
    void waitsForTheMorning(Database database) {
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS, EMAIL);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.clock.set("2026-05-06T12:00:00Z"); // 20:00, the first quiet moment
            post.queue("one");

            assertThat(post.drain()).isZero();
            assertThat(post.column("one", "attempts"))
                    .as("waiting is no attempt")
                    .isEqualTo("0");
            assertThat(post.column("one", "failing_since")).isEqualTo("null");
            assertThat(post.room.get(Outbox.class).nextTurn()).contains(Instant.parse("2026-05-07T01:00:00Z"));

            post.clock.set("2026-05-07T00:59:59Z");
            post.letTimePass();
            assertThat(post.drain()).isZero();
            assertThat(gateway.requests).isEmpty();

            post.clock.set("2026-05-07T01:00:00Z");
            assertThat(post.drain()).isEqualTo(1);
            assertThat(post.stateOf("one")).isEqualTo("SENT");
            assertThat(gateway.requests).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}-{1}, {2} -> {3}")
    @CsvSource({
        "20:00, 09:00, 2026-05-06T19:59:59+08:00, true",
        "20:00, 09:00, 2026-05-06T20:00:00+08:00, false",
        "20:00, 09:00, 2026-05-06T03:00:00+08:00, false",
        "20:00, 09:00, 2026-05-06T09:00:00+08:00, true",
        "12:00, 14:00, 2026-05-06T13:00:00+08:00, false",
        "12:00, 14:00, 2026-05-06T14:00:00+08:00, true",
        "12:00, 14:00, 2026-05-06T23:00:00+08:00, true",
        "00:00, 00:00, 2026-05-06T03:00:00+08:00, true",
    })
    void quietHoursMayLieAnywhere(LocalTime from, LocalTime until, String now, boolean leaves) {
        var plain = gateway.settings().sms();
        var quiet = new ChannelSettings.Sms(
                plain.url(),
                plain.template(),
                "",
                "",
                plain.sign(),
                plain.optOut(),
                plain.optOutEn(),
                true,
                plain.timeout(),
                plain.giveUpAfter(),
                from,
                until,
                0,
                500);
        try (var post = post(
                Database.H2,
                new ChannelSettings(quiet, Map.of(), gateway.settings().circuit()))) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.clock.set(now);
            post.queue("one");

            assertThat(post.drain()).isEqualTo(leaves ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "a channel that fails for good falls to the next, each try is on record, and nobody is told of a failure")
    void fallsToTheNextChannel(Database database) throws Exception {
        smtp.refusing("gone@example.com", "550 no such user");
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(EMAIL, SMS);
            post.composer = message -> new Letter(
                    "invitation", Locale.SIMPLIFIED_CHINESE, "gone@example.com", PHONE, asked(), subject(), null);
            post.queue("one");

            assertThat(post.drain()).isEqualTo(1);

            assertThat(gateway.requests).hasSize(1);
            assertThat(post.stateOf("one")).isEqualTo("SENT");
            assertThat(post.column("one", "channel")).isEqualTo("SMS");
            assertThat(post.heard.undeliverable).isEmpty();
            assertThat(post.heard.delivered).hasSize(1);
            assertThat(tries(post)).containsExactly("1 EMAIL SMTP_550");
            assertThat(post.room.get(MessagesSection.class).of(PostOffice.CASE).toString())
                    .contains("SMTP_550")
                    .doesNotContain("example.com")
                    .doesNotContain("138");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("only when the last channel fails the message is undeliverable, exactly once")
    void tellsOnlyWhenTheLastChannelFails(Database database) {
        gateway.behaviour = answering(400, "{\"message\":\"bad number 13800138000\"}");
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS, EMAIL);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.queue("one");

            assertThat(post.drain()).isZero();

            assertThat(post.stateOf("one")).isEqualTo("FAILED");
            assertThat(tries(post)).containsExactly("1 SMS SMS_400", "2 EMAIL NO_ADDRESS");
            assertThat(post.heard.undeliverable)
                    .extracting(MessageUndeliverable::reason)
                    .containsExactly("NO_ADDRESS");
            post.letTimePass();
            assertThat(post.drain()).isZero();
            assertThat(gateway.requests).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2}, {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "200 | -                                  | SENT   | -",
                "202 | -                                  | SENT   | -",
                "200 | {\"code\":\"OK\"}                  | SENT   | -",
                "200 | no json at all                     | SENT   | -",
                "200 | {\"code\":\"isv.MOBILE-ILLEGAL\"}  | FAILED | SMS_SAID_NO",
                "200 | {\"errcode\":40058}                | FAILED | SMS_SAID_40058",
                "200 | {\"errcode\":-1}                   | NEW    | SMS_SAID_-1",
                "200 | {\"errcode\":45009}                | NEW    | SMS_SAID_45009",
                "302 | -                                  | NEW    | SMS_302",
                "400 | -                                  | FAILED | SMS_400",
                "401 | -                                  | NEW    | SMS_401",
                "404 | -                                  | NEW    | SMS_404",
                "422 | -                                  | FAILED | SMS_422",
                "429 | -                                  | NEW    | SMS_429",
                "500 | -                                  | NEW    | SMS_500",
                "503 | -                                  | NEW    | SMS_503",
            })
    void understandsWhatTheGatewayAnswers(int status, String body, String state, String error) {
        gateway.behaviour = answering(status, body == null ? "" : body, "Location", gateway.url("/elsewhere"));
        try (var post = post(Database.H2, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.queue("one");
            post.drain();

            assertThat(post.stateOf("one")).isEqualTo(state);
            assertThat(post.column("one", "last_error")).isEqualTo(String.valueOf(error));
            assertThat(gateway.requests).as("no redirect is followed").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aGatewayThatHangsHoldsNobodyUp(Database database) {
        gateway.timeout = Duration.ofMillis(500);
        gateway.behaviour = gateway.hanging();
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.queue("one");
            var before = System.nanoTime();
            post.drain();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(post.column("one", "last_error")).isEqualTo("SMS_TIMEOUT");

            gateway.behaviour = gateway.dripping();
            post.letTimePass();
            post.drain();
            assertThat(post.column("one", "last_error")).isEqualTo("SMS_TIMEOUT");
            assertThat(post.column("one", "attempts")).isEqualTo("2");

            assertThat(gateway.requests).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("accepted and then dropped: sent again under the same id")
    void repeatsUnderTheSameId(Database database) {
        gateway.behaviour = hangingUp();
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            post.queue("one");
            post.drain();
            assertThat(post.column("one", "last_error")).isEqualTo("SMS_IO");

            gateway.behaviour = answering(200, "{\"code\":0}");
            post.letTimePass();
            assertThat(post.drain()).isEqualTo(1);
            assertThat(gateway.requests).hasSize(2);
            assertThat(gateway.requests)
                    .extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(gateway.requests.get(0).header("Idempotency-Key"));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aGatewayThatIsGoneForTooLongHandsOverToMail(Database database) {
        gateway.behaviour = answering(500, "");
        var settings = gateway.settings();
        try (var post = post(database, settings)) {
            post.order = List.of(SMS, EMAIL);
            post.composer = message -> new Letter(
                    "invitation", Locale.SIMPLIFIED_CHINESE, "zhang@example.com", PHONE, asked(), subject(), null);
            post.queue("one");
            post.drain();
            post.room.jdbc().sql("""
                            update outbox set failing_since = current_timestamp - interval '5' hour
                            """).update();
            post.letTimePass();

            assertThat(post.drain()).isEqualTo(1);
            assertThat(smtp.mails()).hasSize(1);
            assertThat(tries(post)).containsExactly("1 SMS SMS_500");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("circuit: after three failures in a row nothing is posted, and nothing is lost")
    void leavesAFailingGatewayInPeace(Database database) {
        gateway.behaviour = answering(500, "");
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(PHONE, "invitation", ASKED);
            IntStream.range(0, 20).forEach(n -> post.queue("m" + n));
            post.drain();

            assertThat(gateway.requests).hasSize(3);
            assertThat(post.room.get(OutboxRows.class).count("NEW")).isEqualTo(20);
            post.letTimePass();
            post.drain();
            assertThat(gateway.requests).as("the pause is not over").hasSize(3);
        }
    }

    @Test
    @DisplayName(
            "circuit: half open lets one ahead, closes when it gets through, and doubles its pause when it does not")
    void triesAgainWithOne() throws Exception {
        var nanos = new AtomicLong();
        var circuit = new Circuit(
                "test", new ChannelSettings.Circuit(2, Duration.ofSeconds(30), Duration.ofSeconds(50)), nanos::get);
        circuit.enter("OPEN");
        circuit.failed();
        circuit.enter("OPEN");
        circuit.failed();
        assertThat(refusalOf(circuit)).isEqualTo(Duration.ofSeconds(30));

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        circuit.enter("OPEN");
        assertThat(refusalOf(circuit)).as("one is ahead").isEqualTo(Duration.ofSeconds(30));
        circuit.failed();
        assertThat(refusalOf(circuit)).as("doubled, up to the longest").isEqualTo(Duration.ofSeconds(50));

        nanos.addAndGet(Duration.ofSeconds(50).toNanos());
        circuit.enter("OPEN");
        circuit.succeeded();
        circuit.enter("OPEN");
        circuit.failed();
        circuit.look("OPEN");
        circuit.rest(Duration.ofSeconds(7));
        assertThat(refusalOf(circuit)).isEqualTo(Duration.ofSeconds(7));
    }

    private static Duration refusalOf(Circuit circuit) {
        try {
            circuit.enter("OPEN");
            return Duration.ZERO;
        } catch (Refused refused) {
            return refused.pause();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("rate limit: no more than the robot takes in a minute, without loss, and mail is not held up")
    void keepsToTheRateWithoutLoss(Database database) throws Exception {
        try (var post = post(database, gateway.settings(0, 20))) {
            post.composer = message -> notice();
            post.order = List.of(WECOM, EMAIL);
            IntStream.range(0, 50).forEach(n -> post.queue("n" + n, "WARNING", "quality"));
            post.order = List.of(EMAIL);
            given(post.staff.addressesOf("warehouse")).willReturn(List.of("w@huisheng.example"));
            post.queue("mail", "WARNING", "warehouse");

            assertThat(post.drain()).isEqualTo(21);
            assertThat(gateway.requests).hasSize(20);
            assertThat(smtp.mails()).hasSize(1);

            post.letTimePass();
            assertThat(post.drain()).as("the minute is not over").isZero();
            aMinuteLater(post);
            assertThat(post.drain()).isEqualTo(20);
            aMinuteLater(post);
            assertThat(post.drain()).isEqualTo(10);
            assertThat(post.room.get(OutboxRows.class).count("SENT")).isEqualTo(51);
            assertThat(tries(post)).isEmpty();
        }
    }

    private static void aMinuteLater(PostOffice post) {
        post.room
                .jdbc()
                .sql("update gateway_token set taken_at = taken_at - interval '62' second")
                .update();
        post.letTimePass();
    }

    @Test
    @DisplayName(
            "E8: while others stand in for a role its notices go by mail, for they are not in the group of its robot")
    void writesToThoseWhoStandIn() throws Exception {
        try (var post = post(Database.H2, gateway.settings())) {
            given(post.staff.othersDoTheWorkOf("quality")).willReturn(true);
            given(post.staff.addressesOf("quality")).willReturn(List.of("chen@huisheng.example"));
            post.order = List.of(WECOM, EMAIL);
            post.composer = message -> notice();
            post.queue("one", "WARNING", "quality");

            assertThat(post.drain()).isEqualTo(1);
            assertThat(gateway.requests).isEmpty();
            assertThat(smtp.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: a notice to a role goes to its robot, signed by timestamp and secret")
    void notifiesTheRobotOfTheRole(Database database) throws Exception {
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(WECOM, EMAIL);
            post.composer = message -> notice();
            post.queue("one", "WARNING", "quality");

            assertThat(post.drain()).isEqualTo(1);

            var request = gateway.requests.get(0);
            assertThat(request.json().path("msgtype").asText()).isEqualTo("text");
            assertThat(gateway.texts())
                    .containsExactly("即将到期：回复建议\n服务单：WO-1\n负责：质量部\n期限：2026-05-13 18:00（北京时间）\n"
                            + "https://huisheng.example/cases/WO-1");
            var timestamp = String.valueOf(post.clock.millis());
            var signature = Base64.getEncoder().encodeToString(hmac("SEC1", timestamp + "\nSEC1"));
            assertThat(request.uri().getQuery()).isEqualTo("key=abc&timestamp=" + timestamp + "&sign=" + signature);
            assertThat(smtp.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("a robot that refuses, and a role without one, fall to mail")
    void noticesFallToMail(Database database) throws Exception {
        gateway.behaviour = answering(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");
        try (var post = post(database, gateway.settings())) {
            post.order = List.of(WECOM, EMAIL);
            post.composer = message -> notice();
            given(post.staff.addressesOf("quality")).willReturn(List.of("q@huisheng.example"));
            given(post.staff.addressesOf("warehouse")).willReturn(List.of("w@huisheng.example"));
            post.queue("one", "WARNING", "quality");
            post.queue("two", "WARNING", "warehouse");

            assertThat(post.drain()).isEqualTo(2);
            assertThat(smtp.recipients).containsExactlyInAnyOrder("q@huisheng.example", "w@huisheng.example");
            assertThat(tries(post)).containsExactlyInAnyOrder("1 WECOM WECOM_SAID_93000", "1 WECOM NO_ROBOT");
        }
    }

    @Test
    @DisplayName("what is filled in is never template, JSON, placeholder, sign or line")
    void takesWordsForWords() {
        try (var post = post(Database.H2, gateway.settings())) {
            post.order = List.of(SMS);
            for (var words : List.of(
                    "[(${7*7})] [[${T(java.lang.Runtime)}]] ${7*7} #{7*7} @{/x} [# th:if=\"1\"]x[/]",
                    "\",\"phone\":\"13900139000\",\"x\":\"",
                    "{phone} {id} {text} $1 \\1 \\\" \\u0022",
                    "a\r\nBcc: x@y.z\u2028b\u0000c",
                    "【中国银行】您的账户",
                    "😀 𬭎 \u202Eabc")) {
                gateway.requests.clear();
                post.composer = message -> letterToPhone(PHONE, "reply", Map.of("reply", words));
                post.queue(words.substring(0, 3) + words.length(), "REPLY", null);
                post.drain();

                var json = gateway.requests.get(0).json();
                assertThat(json.size()).isEqualTo(3);
                assertThat(json.path("phone").asText()).isEqualTo("13800138000");
                var said = words.replaceAll("[\\p{Cntrl}\u2028]+", " ")
                        .replace('【', '[')
                        .replace('】', ']');
                assertThat(json.path("content").asText())
                        .isEqualTo("【回声】您好，对您的建议，我们的答复是：" + said + "（服务单号 WO-1，联系人李敏400-800-1234）");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {"-", "13800138000", "+86138;ext=1", "'+8613800138000,+8613900139000'", "+86 138", "x"})
    void aMessageGoesToOneNumberOrToNobody(String phone) {
        try (var post = post(Database.H2, gateway.settings())) {
            post.order = List.of(SMS);
            post.composer = message -> letterToPhone(phone, "invitation", ASKED);
            post.queue("one");
            post.drain();

            assertThat(gateway.requests).isEmpty();
            assertThat(post.column("one", "last_error")).isEqualTo("NO_PHONE");
        }
    }

    @Test
    void whatIsTooLongOrHasNoTextGoesAnotherWay() throws Exception {
        try (var post = post(Database.H2, gateway.settings())) {
            post.order = List.of(SMS, EMAIL);
            post.composer = message -> new Letter(
                    "reply",
                    Locale.SIMPLIFIED_CHINESE,
                    "zhang@example.com",
                    PHONE,
                    Map.of("reply", "长".repeat(600), "name", "", "suggestion", ""),
                    new Object[] {"WO-1"},
                    null);
            post.queue("long", "REPLY", null);
            assertThat(post.drain()).isEqualTo(1);
            assertThat(tries(post)).containsExactly("1 SMS SMS_TOO_LONG");

            post.composer = message -> letterTo("zhang@example.com");
            post.composer = message -> new Letter(
                    "warning",
                    Locale.SIMPLIFIED_CHINESE,
                    "zhang@example.com",
                    PHONE,
                    notice().model(),
                    subject(),
                    null);
            post.queue("none", "REPLY", null);
            assertThat(post.drain()).isEqualTo(1);
            assertThat(tries(post)).contains("1 SMS SMS_NO_TEXT");
            assertThat(smtp.mails()).hasSize(2);
        }
    }

    @Test
    void aChannelThatWasSwitchedOffFallsToTheNext() throws Exception {
        try (var post = post(Database.H2, GatewayOnLoopback.OFF)) {
            post.order = List.of(SMS, EMAIL);
            post.queue("one");
            assertThat(post.drain()).isEqualTo(1);
            assertThat(tries(post)).containsExactly("1 SMS SMS_OFF");
            assertThat(post.room.get(Outbox.class).offers(SMS, null)).isFalse();
            assertThat(post.room.get(Outbox.class).offers(EMAIL, null)).isTrue();
        }
    }

    @Test
    void wrongSettingsAreRefusedAtTheStartWithoutRepeatingSecrets() {
        var off = GatewayOnLoopback.OFF;
        for (var url : List.of("not a url", "ftp://x/y", "http:///x")) {
            var robots = Map.of(
                    "quality", new ChannelSettings.Robot(url, "s", Duration.ofSeconds(1), Duration.ofSeconds(1), 20));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RobotCarrier(
                            new ChannelSettings(off.sms(), robots, off.circuit()), null, null, null, null))
                    .withMessage("Setting huisheng.messaging.wecom.quality.url must be an absolute web address");
        }
        assertThat(gateway.settings().toString()).doesNotContain("secret").doesNotContain("abc");
    }

    private PostOffice post(Database database, ChannelSettings channels) {
        return new PostOffice(
                database,
                smtp.port(),
                PostOffice.settings(Duration.ofSeconds(60), Duration.ofHours(24), 50, null),
                channels);
    }

    private static Letter notice() {
        return new Letter(
                "warning",
                Locale.SIMPLIFIED_CHINESE,
                null,
                Map.of(
                        "duty",
                        "回复建议",
                        "roleTitle",
                        "质量部",
                        "dueAt",
                        java.time.ZonedDateTime.parse("2026-05-13T18:00:00+08:00[Asia/Shanghai]"),
                        "link",
                        "https://huisheng.example/cases/WO-1"),
                subject(),
                null);
    }

    private static Object[] subject() {
        return new Object[] {"回复建议", "WO-1"};
    }

    private static Map<String, Object> asked() {
        var model = new java.util.HashMap<>(ASKED);
        model.put("name", "");
        model.put("length", "");
        model.put("reward", "");
        model.put("expiresOn", "2026年5月20日");
        model.put("sender", "售后服务中心");
        return model;
    }

    private static List<String> tries(PostOffice post) {
        return post.room
                .jdbc()
                .sql("select number, channel, reason from outbox_try order by outbox_id, number")
                .query((row, n) ->
                        row.getInt("number") + " " + row.getString("channel") + " " + row.getString("reason"))
                .list();
    }

    private static byte[] hmac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
