package io.huisheng.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@DisplayName("Mailbox of the demo")
class DemoMailTest {

    private static final String TEXT = """
            您好 😀𠀀：
              1：http://localhost:8080/s/AbC_-123?overall=1
            http://localhost:8080/s/AbC_-123
            退订：http://localhost:8080/s/AbC_-123/opt-out
            """;
    private static final String HTML =
            "<html><head><title>x</title></head><body><script>alert(1)</script>您好</body></html>";

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("keeps what real SMTP brings, and shows it as JSON (design 5)")
    void showsWhatLeft(Database database) throws Exception {
        try (var room = room(database, 10_000)) {
            send(room, "zhang@example.com", "请您评价（一）", "WO-1", "INVITATION");
            send(room, "smith@example.com", "second", "WO-2", "REMINDER");

            web(room)
                    .perform(get("/demo/mailbox.json"))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .json(
                                    """
                                    [{"to":"zhang@example.com","channel":"EMAIL","subject":"请您评价（一）","body":%1$s,
                                      "link":"http://localhost:8080/s/AbC_-123","sentAt":"2026-05-07T10:00:00+08:00",
                                      "caseNo":"WO-1","kind":"INVITATION"},
                                     {"to":"smith@example.com","channel":"EMAIL","subject":"second","body":%1$s,
                                      "link":"http://localhost:8080/s/AbC_-123","sentAt":"2026-05-07T10:00:00+08:00",
                                      "caseNo":"WO-2","kind":"REMINDER"}]
                                    """.formatted(new JsonMapper().writeValueAsString(TEXT)),
                                    org.springframework.test.json.JsonCompareMode.STRICT));
            web(room)
                    .perform(get("/demo/mailbox.json?caseNo=WO-2"))
                    .andExpect(content().string(Matchers.containsString("smith@example.com")))
                    .andExpect(content().string(Matchers.not(Matchers.containsString("zhang@example.com"))));
            web(room)
                    .perform(get("/demo/mailbox.json?kind=INVITATION&caseNo=WO-2"))
                    .andExpect(content().string("[]"));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsTheNewestOnly(Database database) throws Exception {
        try (var room = room(database, 2)) {
            for (var n = 1; n <= 4; n++) {
                send(room, "zhang@example.com", "mail " + n, "WO-" + n, "INVITATION");
            }

            assertThat(room.mails().all(null, null))
                    .extracting(mail -> mail.content().subject())
                    .containsExactly("mail 3", "mail 4");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void findsByRecipientCaseAndSubject(Database database) throws Exception {
        try (var room = room(database, 100)) {
            send(room, "zhang@example.com", "100% 满意", "WO-1", "INVITATION");
            send(room, "li@example.com", "其他", "WO-2", "INVITATION");
            var mails = room.mails();

            assertThat(mails.newest("", 10)).hasSize(2);
            assertThat(mails.newest("ZHANG@", 10)).hasSize(1);
            assertThat(mails.newest(" wo-2 ", 10))
                    .extracting(DemoMails.Mail::to)
                    .containsExactly("li@example.com");
            assertThat(mails.newest("0%", 10)).hasSize(1);
            assertThat(mails.newest("_", 10)).isEmpty();
            assertThat(mails.newest("", 1)).extracting(DemoMails.Mail::to).containsExactly("li@example.com");
        }
    }

    @Test
    void showsTheHtmlOfAMailWithoutItsScripts() throws Exception {
        try (var room = room(Database.H2, 100)) {
            send(room, "zhang@example.com", "x", "WO-1", "INVITATION");
            var id = room.mails().newest("", 1).get(0).id();

            web(room)
                    .perform(get("/demo/mailbox/" + id + "/html"))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Content-Security-Policy", Matchers.startsWith("sandbox ")))
                    .andExpect(
                            header().string("Content-Security-Policy", Matchers.not(Matchers.containsString("script"))))
                    .andExpect(
                            header().string("Content-Security-Policy", Matchers.containsString("default-src 'none'")))
                    .andExpect(content().string(Matchers.containsString("<head><base target=\"_blank\">")));
            web(room).perform(get("/demo/mailbox/" + (id + 1) + "/html")).andExpect(status().isNotFound());
        }
    }

    private Office room(Database database, int keep) {
        var clock = new TestClock("2026-05-07T10:00:00+08:00");
        var room = Room.on(database, clock);
        var mails = new DemoMails(room.jdbc(), new DemoSettings(null, 0, keep, true, true));
        return new Office(room, mails, new DemoMailServer(mails, clock));
    }

    /** The mailbox on a real database, behind a real mail server. */
    private record Office(Room room, DemoMails mails, DemoMailServer server) implements AutoCloseable {

        @Override
        public void close() {
            server.stop();
            room.close();
        }
    }

    private static MockMvc web(Office room) {
        var json = JsonMapper.builder()
                .findAndAddModules()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        return MockMvcBuilders.standaloneSetup(new MailboxController(room.mails()))
                .setMessageConverters(
                        new StringHttpMessageConverter(java.nio.charset.StandardCharsets.UTF_8),
                        new MappingJackson2HttpMessageConverter(json))
                .build();
    }

    private static void send(Office room, String to, String subject, String caseNo, String kind) throws Exception {
        var sender = new DemoMailConfiguration().demoMailSender(room.server());
        var mail = sender.createMimeMessage();
        var helper = new MimeMessageHelper(mail, true, "UTF-8");
        helper.setFrom("service@huisheng.example");
        helper.setTo(to);
        helper.setSubject(subject);
        helper.setText(TEXT, HTML);
        mail.setHeader("X-Huisheng-Case", caseNo);
        mail.setHeader("X-Huisheng-Kind", kind);
        sender.send(mail);
    }
}
