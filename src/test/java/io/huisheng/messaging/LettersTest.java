package io.huisheng.messaging;

import static io.huisheng.messaging.PostOffice.letterTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.testing.Database;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Letters")
class LettersTest {

    private static final String WORDS = "很满意😀𠀀<b>${7*7}</b> #{8*8} {{9*9}} [[${3*3}]] [(${4*4})]\n第二行";

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    Path templates;

    @BeforeEach
    void startServer() {
        mail.start();
    }

    @AfterEach
    void stopServer() {
        mail.stop();
    }

    @Test
    @DisplayName("are text and HTML side by side, Chinese in every part, and name a contact (B13)")
    void areTextAndHtmlSideBySide() throws Exception {
        try (var post = post()) {
            post.queue("warning", "WARNING", null);
            post.drain();

            var received = mail.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("即将到期：回复建议（WO-1）");
            assertThat(received.getContentType()).startsWith("multipart/alternative");
            var from = (InternetAddress) received.getFrom()[0];
            assertThat(from.getPersonal()).isEqualTo("售后服务中心");
            assertThat(from.getAddress()).isEqualTo("service@huisheng.example");
            assertThat(((InternetAddress) received.getReplyTo()[0]).getAddress())
                    .isEqualTo("help@huisheng.example");
            assertThat(received.getMessageID()).matches("<[0-9a-f]{32}@huisheng\\.example>");
            assertThat(received.getSentDate()).isEqualTo(java.util.Date.from(post.clock.instant()));
            assertThat(received.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(received.getHeader("X-Huisheng-Kind", null)).isEqualTo("WARNING");
            assertThat(received.getHeader("X-Huisheng-Case", null)).isEqualTo("WO-1");
            assertThat(received.getHeader("List-Unsubscribe")).isNull();
            for (var part : List.of(text(received), html(received))) {
                assertThat(part)
                        .contains("回复建议")
                        .contains("2026-05-13 18:00")
                        .contains("https://huisheng.example/cases/WO-1")
                        .contains("服务单号：WO-1")
                        .contains("有疑问请联系：李敏")
                        .contains("400-800-1234")
                        .contains("help@huisheng.example")
                        .doesNotContain("不再接收");
            }
            assertThat(html(received)).startsWith("<!DOCTYPE html>").doesNotContain("th:text", "th:block", "xmlns:th");
        }
    }

    @Test
    void speakEnglishToThoseWhoAskedForIt() throws Exception {
        try (var post = post()) {
            var chinese = letterTo("smith@example.com");
            post.composer = message ->
                    new Letter("warning", Locale.UK, chinese.to(), chinese.model(), chinese.subjectArguments(), null);
            post.queue("warning");
            post.drain();

            var received = mail.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Due soon: 回复建议 (WO-1)");
            assertThat(text(received)).contains("due soon").contains("Questions? Please contact: Li Min");
            assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("After-Sales Service");
            assertThat(html(received)).contains("lang=\"en\"").doesNotContain("售后服务中心");
        }
    }

    @Test
    void carryTheOptOutForOneClick() throws Exception {
        try (var post = post()) {
            var plain = letterTo("zhang@example.com");
            post.composer = message -> new Letter(
                    "warning",
                    plain.locale(),
                    plain.to(),
                    plain.model(),
                    plain.subjectArguments(),
                    "https://huisheng.example/s/abc/opt-out");
            post.queue("invitation");
            post.drain();

            var received = mail.getReceivedMessages()[0];
            assertThat(received.getHeader("List-Unsubscribe", null))
                    .isEqualTo("<https://huisheng.example/s/abc/opt-out>");
            assertThat(received.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
            assertThat(text(received)).contains("不再接收此类邮件: https://huisheng.example/s/abc/opt-out");
            assertThat(html(received)).contains("href=\"https://huisheng.example/s/abc/opt-out\"");
        }
    }

    @Test
    void wordsOfCustomersArriveAsTheyWereWritten() throws Exception {
        try (var post = post()) {
            post.composer = message -> letterTo("zhang@example.com", WORDS);
            post.queue("words");
            post.drain();

            var received = mail.getReceivedMessages()[0];
            assertThat(text(received).replace("\r\n", "\n")).contains(WORDS);
            assertThat(html(received).replace("\r\n", "\n"))
                    .contains(WORDS.replace("<", "&lt;").replace(">", "&gt;"))
                    .doesNotContain("<b>");
        }
    }

    @Test
    void aFileOfTheProcessOwnerReplacesATemplate() throws Exception {
        Files.writeString(templates.resolve("warning_zh.txt"), "换过的模板：[(${duty})][# th:insert=\"~{_footer.txt}\" /]");
        try (var post = post()) {
            post.queue("replaced");
            post.drain();

            var received = mail.getReceivedMessages()[0];
            assertThat(text(received)).startsWith("换过的模板：回复建议").contains("李敏");
            assertThat(html(received)).contains("请尽快处理");
        }
    }

    @Test
    void aTemplateThatIsBrokenDelaysItsMessage() throws Exception {
        Files.writeString(templates.resolve("warning_zh.html"), "<p th:text=\"${duty.nonsense}\">x</p>");
        try (var post = post()) {
            post.queue("broken");

            assertThat(post.drain()).isZero();
            assertThat(post.column("broken", "last_error")).startsWith("COMPOSER_Template");
            assertThat(post.stateOf("broken")).isEqualTo("NEW");
        }
    }

    @Test
    void noSubjectCanAddAHeaderOrARecipient() throws Exception {
        try (var post = post()) {
            var plainHeaders = new TreeSet<String>();
            post.queue("plain");
            post.drain();
            plainHeaders.addAll(headerNames(mail.getReceivedMessages()[0]));

            var attacks = attacks();
            assertThat(attacks).hasSizeGreaterThanOrEqualTo(100);
            post.composer = message -> letterTo("zhang@example.com", attackOf(message, attacks));
            queueOneEach(post, attacks);
            post.drain();
            for (var n = 0; n < attacks.size(); n++) {
                assertThat(post.stateOf("attack-" + n)).as(attacks.get(n)).isEqualTo("SENT");
            }

            assertThat(mail.getReceivedMessages()).hasSize(attacks.size() + 1).allSatisfy(received -> {
                assertThat(headerNames(received)).isEqualTo(plainHeaders);
                assertThat(received.getAllRecipients()).containsExactly(new InternetAddress("zhang@example.com"));
                assertThat(received.getSubject()).doesNotContain("\r", "\n", "\u2028", "\u2029", "\u0085", "\0");
            });
        }
    }

    @Test
    void noAddressCanAddAHeaderOrARecipient() throws Exception {
        try (var post = post()) {
            var attacks = new ArrayList<String>();
            for (var attack : attacks()) {
                attacks.add("zhang@example.com" + attack);
                attacks.add(attack + "@example.com");
            }
            Collections.addAll(
                    attacks,
                    "a@b>c@d",
                    "a@b,c@d",
                    "a@b;c@d",
                    "a@b c@d",
                    "<a@b>",
                    "x <a@b>",
                    "friends: a@b, c@d;",
                    "@b:a@c",
                    "\"a@b\"@c",
                    "a(b)@c",
                    "a@(b)c",
                    "a@[127.0.0.1]",
                    "a@b@c",
                    "a@",
                    "@b",
                    "a",
                    "",
                    " a@b",
                    "a@b ",
                    "a@b..c",
                    ".a@b",
                    "a..b@c",
                    "张三@example.com",
                    "a@\u2028b",
                    "a@-b.c",
                    "a".repeat(65) + "@b.c");
            post.composer = message -> letterTo(attackOf(message, attacks));
            queueOneEach(post, attacks);
            post.drain();
            for (var n = 0; n < attacks.size(); n++) {
                assertThat(post.column("attack-" + n, "last_error"))
                        .as(attacks.get(n))
                        .isEqualTo("ADDRESS_INVALID");
            }

            assertThat(mail.getReceivedMessages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhang@example.com",
                "zhang.san+x@mail.example.com",
                "a@localhost",
                "o'hara@example.com",
                "a_b-c@ex-ample.cn",
                "123456@qq.com"
            })
    void ordinaryAddressesAreFine(String address) {
        assertThat(Mailbox.parse(address))
                .isNotNull()
                .extracting(InternetAddress::getAddress)
                .isEqualTo(address);
    }

    @Test
    void domainsInChineseTravelInTheirPlainForm() {
        assertThat(Mailbox.parse("a@例子.中国"))
                .isNotNull()
                .extracting(InternetAddress::getAddress)
                .isEqualTo("a@xn--fsqu00a.xn--fiqs8s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/s/abc/opt-out", "https://x/>\r\nBcc: a@b", "mailto:a@b"})
    void theOptOutMustBeAWebAddress(String link) throws Exception {
        try (var post = post()) {
            var plain = letterTo("zhang@example.com");
            post.composer = message ->
                    new Letter("warning", plain.locale(), plain.to(), plain.model(), plain.subjectArguments(), link);
            post.queue("invitation");

            assertThat(post.drain()).isZero();
            assertThat(post.column("invitation", "last_error")).isEqualTo("COMPOSER_IllegalArgumentException");
        }
    }

    @Test
    void theSenderMustBeOnePlainAddress() {
        var settings = PostOffice.settings(Duration.ofSeconds(60), Duration.ofHours(24), 50, templates);
        var wrong = new MessagingSettings(
                settings.pollEvery(),
                settings.batchSize(),
                settings.senders(),
                settings.lease(),
                settings.firstPause(),
                settings.longestPause(),
                settings.jitter(),
                settings.giveUpAfter(),
                settings.settleEvery(),
                settings.stopWithin(),
                "a@b.c, d@e.f",
                settings.fromName(),
                settings.fromNameEn(),
                settings.templateDir(),
                settings.contact());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Letters(null, null, wrong, null, "https://huisheng.example"))
                .withMessageContaining("huisheng.messaging.from");
    }

    private PostOffice post() {
        return new PostOffice(
                Database.H2,
                mail.getSmtp().getPort(),
                PostOffice.settings(Duration.ofSeconds(60), Duration.ofHours(24), 50, templates));
    }

    /** Everything that ends a line somewhere, in front of everything that a header could be made of. */
    private static List<String> attacks() {
        var attacks = new ArrayList<String>();
        for (var end :
                List.of("\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\u000b", "\u000c", "\0", "\r\n\r\n")) {
            for (var header : List.of(
                    "Bcc: victim@example.com",
                    "To: victim@example.com",
                    "Cc: victim@example.com",
                    "Subject: other",
                    " Bcc: victim@example.com",
                    "Content-Type: text/html",
                    "\tX-Evil: 1",
                    ".\r\nMAIL FROM:<evil@example.com>",
                    "=?UTF-8?Q?=0D=0ABcc:_victim@example.com?=",
                    "--boundary")) {
                attacks.add("建议" + end + header);
            }
        }
        attacks.add("\uD800 half a character");
        return attacks;
    }

    private static void queueOneEach(PostOffice post, List<String> attacks) {
        for (var n = 0; n < attacks.size(); n++) {
            post.queue("attack-" + n);
        }
    }

    private static String attackOf(QueuedMessage message, List<String> attacks) {
        for (var n = 0; n < attacks.size(); n++) {
            if (UUID.nameUUIDFromBytes(("attack-" + n).getBytes()).equals(message.reference())) {
                return attacks.get(n);
            }
        }
        throw new IllegalArgumentException();
    }

    private static TreeSet<String> headerNames(MimeMessage message) {
        try {
            var names = new TreeSet<String>();
            Collections.list(message.getAllHeaders())
                    .forEach(
                            header -> names.add(header.getName() + (names.contains(header.getName()) ? " twice" : "")));
            return names;
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
    }

    private static String html(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
    }
}
