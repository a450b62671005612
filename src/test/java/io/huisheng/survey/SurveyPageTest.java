package io.huisheng.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.huisheng.access.CallerLimits;
import io.huisheng.calendar.Calendars;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.Deadlines;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.InvitationSettings;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.RewardSettings;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import io.huisheng.testing.Database;
import io.huisheng.testing.LogLines;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

@DisplayName("The customer's page")
class SurveyPageTest {

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

    private final TestClock clock = new TestClock("2026-05-07T10:20:30+08:00");
    private final CaseFiles files = mock(CaseFiles.class);
    private final Customers customers = mock(Customers.class);
    private final Outbox outbox = mock(Outbox.class);
    private final CallerLimits limits = mock(CallerLimits.class);
    private final Heard heard = new Heard();

    @RegisterExtension
    final LogLines log = new LogLines();

    private @Nullable Room room;
    private @Nullable MockMvc web;
    private String token = "";
    private UUID invitation = UUID.randomUUID();

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("takes an answer once, as it was typed, with the moment and the version of the form")
    void takesAnAnswerOnce(Database database) throws Exception {
        open(database);
        var nonce = nonceOf(show("?overall=4"));
        clock.advance(Duration.ofSeconds(95));

        var first = send(full().param("nonce", nonce).param("contact", "13800138000"));
        var second = send(full().param("nonce", nonce));

        assertThat(first.getStatus()).isEqualTo(200);
        assertThat(first.getContentAsString()).contains("谢谢，已收到您的评价");
        assertThat(second.getStatus()).isEqualTo(200);
        assertThat(second.getContentAsString()).contains("您的评价已经收到");
        var response = responses().of(CASE).orElseThrow();
        assertThat(response.scores()).containsEntry("overall", 4).hasSize(6);
        assertThat(response.scales()).containsEntry("overall", "1-5");
        assertThat(response.choices()).containsEntry("directions", List.of("process", "other"));
        assertThat(response.texts())
                .isEqualTo(Map.of("comment", "很好\r\n谢谢", "suggestion", "快一点", "directionsOther", "价格"));
        assertThat(response.secondsTaken()).isEqualTo(95);
        assertThat(response.questionsShown()).isEqualTo(9);
        assertThat(response.fullForm()).isTrue();
        assertThat(response.late()).isFalse();
        assertThat(response.questionnaireVersion()).isEqualTo(1);
        assertThat(count("response")).isEqualTo(1);
        assertThat(room().get(ContactGivenWithAnswer.class).of(CASE)).containsExactly("13800138000");
        assertThat(room().get(ContactGivenWithAnswer.class).of(new CaseNo("WO-2")))
                .isEmpty();
        verify(files).markAnswered(CASE, 1);
        assertThat(heard.received).containsExactly(new ResponseReceived(CASE, 1, response.responseId()));
        assertThat(heard.stored).containsExactly(new ResponseStored(response.responseId()));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("reliability 17: fifty at the same moment leave one answer and forty-nine friendly pages")
    void fiftyAtTheSameMoment(Database database) throws Exception {
        open(database);
        var nonce = nonceOf(show(""));
        List<Callable<MockHttpServletResponse>> clicks =
                Collections.nCopies(50, () -> send(full().param("nonce", nonce)));
        var pool = Executors.newFixedThreadPool(50);
        List<String> pages = new ArrayList<>();
        try {
            for (var click : pool.invokeAll(clicks)) {
                assertThat(click.get().getStatus()).isEqualTo(200);
                pages.add(click.get().getContentAsString());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(pages).filteredOn(page -> page.contains("谢谢，已收到")).hasSize(1);
        assertThat(pages).filteredOn(page -> page.contains("您的评价已经收到")).hasSize(49);
        assertThat(count("response")).isEqualTo(1);
        assertThat(heard.stored).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, 503, zh, 您填写的内容都保留在这个页面上", "true, 503, en, kept on this page", "false, 500, zh, 您填写的内容都保留在这个页面上"
    })
    @DisplayName("keeps what was typed when the database is away, and takes it with one more click")
    void keepsWhatWasTypedWhenSomethingFails(boolean away, int status, String language, String words) throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));
        var typed = "第一行\r\n\"第二行\" <b>&amp;</b> ${x}";
        var failure = away
                ? new DataAccessResourceFailureException("Connection refused")
                : new IllegalStateException("broken");
        given(customers.profileOf(any())).willThrow(failure);

        var page = send(full().param("nonce", nonce).param("lang", language).param("more", typed));

        assertThat(page.getStatus()).isEqualTo(status);
        assertThat(page.getHeader("Retry-After")).isEqualTo("5");
        assertThat(page.getContentType()).startsWith("text/html");
        assertThat(page.getContentAsString())
                .contains(words)
                .contains("action=\"/s/" + token + "\"")
                .contains("name=\"nonce\" value=\"" + nonce + "\"")
                .contains("name=\"overall\" value=\"4\"")
                .contains("&quot;第二行&quot; &lt;b&gt;&amp;amp;&lt;/b&gt; ${x}");
        assertThat(log.text()).contains("/s/***").doesNotContain(token);
        assertThat(count("response")).isZero();
    }

    @Test
    @DisplayName("is friendly also where it only was to be looked at")
    void saysThatItCannotBeOpenedNow() throws Exception {
        open(Database.H2);
        given(customers.profileOf(any())).willThrow(new DataAccessResourceFailureException("Connection refused"));

        var page = web().perform(get("/s/" + token).header("Accept-Language", "en"))
                .andReturn()
                .getResponse();

        assertThat(page.getStatus()).isEqualTo(503);
        assertThat(page.getHeader("Retry-After")).isEqualTo("5");
        assertThat(page.getContentAsString()).contains("cannot be opened at the moment");
    }

    @Test
    @DisplayName("G3: a customer who is erased while his answer is read is told that his link leads nowhere")
    void knowsNobodyWhoIsErasedMeanwhile() throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));
        given(customers.profileOf(any())).willThrow(new NotFound("C1"));

        var page = send(full().param("nonce", nonce));

        assertThat(page.getStatus()).isEqualTo(404);
        assertThat(page.getContentAsString()).contains("找不到这份问卷");
        assertThat(count("response")).isZero();
    }

    @Test
    @DisplayName("does not lead into a log by a link that something was added to")
    void saysThatALongerLinkIsUnknown() throws Exception {
        open(Database.H2);

        var page = web().perform(get("/s/" + token + "/more")).andReturn().getResponse();

        assertThat(page.getStatus()).isEqualTo(404);
        assertThat(page.getContentAsString()).contains("找不到这份问卷");
        assertThat(log.text()).doesNotContain(token);
    }

    @Test
    @DisplayName("C1: whoever changes the language keeps his choice of the mail and the moment when he opened the page")
    void changingTheLanguageLosesNothing() throws Exception {
        open(Database.H2);
        var chinese = show("?overall=4");
        var link = Pattern.compile("class=\"language\" href=\"([^\"]+)\"").matcher(chinese.getContentAsString());
        assertThat(link.find()).isTrue();
        clock.advance(Duration.ofSeconds(90));

        var english = web().perform(get(java.net.URI.create(link.group(1).replace("&amp;", "&"))))
                .andReturn()
                .getResponse();
        assertThat(english.getContentAsString())
                .contains("9 questions, about 3–5 minutes")
                .contains("value=\"4\" checked");
        send(full().param("nonce", nonceOf(english)));

        assertThat(responses().of(CASE).orElseThrow().secondsTaken()).isEqualTo(90);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B11: an anonymous answer leads nowhere")
    void anAnonymousAnswerLeadsNowhere(Database database) throws Exception {
        open(database);
        var nonce = nonceOf(show(""));

        var thanks = send(full().param("nonce", nonce).param("anonymous", "true"));

        assertThat(thanks.getContentAsString()).contains("谢谢，已收到您的匿名评价").doesNotContain("10 积分");
        assertThat(responses().of(CASE)).isEmpty();
        var row = room().jdbc().sql("select * from response").query().singleRow();
        assertThat(row.get("invitation_id")).isNull();
        assertThat(row.get("case_no")).isNull();
        assertThat(row.get("round")).isNull();
        var response = responses().find(heard.stored.get(0).responseId()).orElseThrow();
        assertThat(response.receivedAt()).isEqualTo(at("2026-05-07T10:00:00+08:00"));
        assertThat(heard.received).containsExactly(new ResponseReceived(CASE, 1, null));
        assertThat(count("response_contact")).isZero();
        verify(files).markAnsweredAnonymously(CASE, 1);
    }

    @Test
    @DisplayName("B11: anonymous and contact data exclude each other, and the page says so beside the field")
    void anonymousAndContactExcludeEachOther() throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));

        var page = send(full().param("nonce", nonce).param("anonymous", "true").param("contact", "13800138000"));

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString())
                .contains("id=\"q-anonymous-error\"")
                .contains("value=\"13800138000\"")
                .contains("请二选一");
        assertThat(count("response")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B14: a late answer is kept once, as late, and is told apart from one in time")
    void aLateAnswerIsKeptOnce(Database database) throws Exception {
        open(database);
        var nonce = nonceOf(show(""));
        room().get(Invitations.class).expire(CASE, 1);

        assertThat(show("").getContentAsString()).contains("这份评价邀请已过期").contains("/s/" + token + "?late=1");
        assertThat(show("?late=1").getContentAsString()).contains("name=\"nonce\"");
        assertThat(send(full().param("nonce", nonce)).getContentAsString()).contains("谢谢，已收到您的评价");
        assertThat(send(full().param("nonce", nonce)).getContentAsString()).contains("您的评价已经收到");
        assertThat(show("?late=1").getContentAsString()).contains("您的评价已经收到");

        assertThat(responses().of(CASE).orElseThrow().late()).isTrue();
        assertThat(count("response")).isEqualTo(1);
        assertThat(heard.received).isEmpty();
        assertThat(heard.late)
                .containsExactly(new LateResponseReceived(
                        CASE, 1, responses().of(CASE).orElseThrow().responseId()));
        assertThat(heard.stored).hasSize(1);
        verify(files, never()).markAnswered(any(), anyInt());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "A9 E4: the answer to a follow-up survey stands beside the answer of the round and does not move the case")
    void anAnswerToAFollowUpStandsBeside(Database database) throws Exception {
        open(database);
        send(full().param("nonce", nonceOf(show(""))));
        var first = responses().of(CASE).orElseThrow();
        followedUp(Purpose.RECOVERY, "survey-recovery");
        clock.advance(Duration.ofMinutes(1));

        var page = show("?overall=2");
        assertThat(page.getContentAsString())
                .contains("补救结果回访问卷", "您反映的问题处理到现在，总体来说您有多满意", "共 2 题", "填写前请了解")
                .doesNotContain("请给我们五分", "好评");
        assertThat(show("?lang=en").getContentAsString()).contains("How did we put it right?");
        clock.advance(Duration.ofMinutes(1));
        var stored = send(post("/s/" + token)
                .param("overall", "2")
                .param("comment", "噪音还在")
                .param("nonce", nonceOf(page)));
        assertThat(stored.getContentAsString()).contains("谢谢，已收到您的评价");

        var second = responses().to(invitation).orElseThrow();
        assertThat(second.scores()).isEqualTo(Map.of("overall", 2));
        assertThat(second.late()).isFalse();
        assertThat(responses().of(CASE).orElseThrow()).isEqualTo(first);
        assertThat(responses().before(CASE, 2)).containsExactly(first);
        assertThat(responses().newestOf(CASE, 1)).contains(second);
        assertThat(responses().toFollowUps(CASE, 1)).containsExactly(second);
        assertThat(responses().isToFollowUp(second.responseId())).isTrue();
        assertThat(responses().isToFollowUp(first.responseId())).isFalse();
        assertThat(responses().about(List.of(DUTY))).containsExactly(second);
        assertThat(responses().about(List.of(UUID.randomUUID()))).isEmpty();
        assertThat(heard.received).as("told of the answer of the round only").hasSize(1);
        assertThat(heard.stored).hasSize(2);
        assertThat(heard.followUps)
                .containsExactly(new FollowUpAnswered(invitation, CASE, 1, second.responseId(), false));
        verify(files, times(1)).markAnswered(CASE, 1);
        verify(files).note(CASE, "FOLLOW_UP_ANSWERED", "收到客户对补救回访问卷的答复", "customer");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B11 B14: a follow-up is answered once, also late, and anonymously without a way back")
    void aFollowUpIsAnsweredLateOrAnonymously(Database database) throws Exception {
        open(database);
        followedUp(Purpose.SPECIAL, "survey-special");
        var nonce = nonceOf(show(""));
        room().get(FollowUps.class).expire(invitation);
        send(special().param("nonce", nonce));
        assertThat(send(special().param("nonce", nonce)).getContentAsString()).contains("您的评价已经收到");

        var late = responses().to(invitation).orElseThrow();
        assertThat(late.late()).isTrue();
        assertThat(heard.followUps).containsExactly(new FollowUpAnswered(invitation, CASE, 1, late.responseId(), true));
        assertThat(heard.late).isEmpty();

        followedUp(Purpose.RECOVERY, "survey-recovery");
        send(post("/s/" + token)
                .param("overall", "2")
                .param("anonymous", "true")
                .param("nonce", nonceOf(show(""))));

        assertThat(responses().to(invitation)).isEmpty();
        assertThat(heard.followUps.get(1)).isEqualTo(new FollowUpAnswered(invitation, CASE, 1, null, false));
        verify(files).noteToTheHour(CASE, "FOLLOW_UP_ANSWERED", "收到客户对补救回访问卷的答复", "customer");
        assertThat(responses().of(CASE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A9: what a customer says on the phone when he is asked in person is the answer to that survey")
    void whatIsSaidOnThePhoneIsItsAnswer(Database database) throws Exception {
        open(database);
        var followUps = room().get(FollowUps.class);
        invitation = followUps
                .plan(
                        CASE,
                        1,
                        Purpose.SPECIAL,
                        DUTY,
                        clock.instant(),
                        new SurveyPlan("PERSONAL", "survey-special", null, 0, null, "row 4"))
                .id();

        var onPaper = responses().enter(CASE, 1, entered("PAPER"), "anna");
        var onThePhone = responses().enter(CASE, 1, entered("PHONE"), "anna");

        assertThat(onThePhone.receipt()).isEqualTo(Receipt.STORED);
        assertThat(responses().to(invitation).orElseThrow().responseId()).isEqualTo(onThePhone.responseId());
        assertThat(responses().of(CASE).orElseThrow().responseId()).isEqualTo(onPaper.responseId());
        assertThat(heard.followUps)
                .containsExactly(new FollowUpAnswered(invitation, CASE, 1, onThePhone.responseId(), false));
    }

    private static EnteredAnswer entered(String channel) {
        return new EnteredAnswer(
                channel,
                "phone-interview",
                1,
                Map.of("overall", 8),
                Map.of("overall", "1-10"),
                Map.of(),
                Map.of("comment", "还可以"),
                false,
                "",
                3);
    }

    private MockHttpServletRequestBuilder special() {
        return post("/s/" + token)
                .param("overall", "2")
                .param("problemSolving", "2")
                .param("responseSpeed", "3")
                .param("attitude", "4")
                .param("comment", "赔付款还没有到账");
    }

    private void followedUp(Purpose purpose, String questionnaire) throws Exception {
        var followUps = room().get(FollowUps.class);
        invitation = followUps
                .plan(
                        CASE,
                        1,
                        purpose,
                        DUTY,
                        clock.instant(),
                        new SurveyPlan("EMAIL", questionnaire, clock.instant(), 0, null, "row 1"))
                .id();
        followUps.send(invitation, clock.instant().plus(Duration.ofDays(14)));
        token = room().get(Invitations.class).issueToken(invitation, "SPECIAL_SURVEY");
    }

    @Test
    @DisplayName("a page that is no longer asked says why")
    void aPageThatIsNoLongerAskedSaysWhy() throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));
        room().get(Invitations.class).cancel(CASE, 1, "REOPENED");

        assertThat(show("").getContentAsString()).contains("您的服务正在重新处理");
        assertThat(send(full().param("nonce", nonce)).getStatus()).isEqualTo(410);
        assertThat(count("response")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --", "${7*7}"})
    @DisplayName("every unknown token gets the same page")
    void everyUnknownTokenGetsTheSamePage(String guess) throws Exception {
        open(Database.H2);
        var page = web().perform(get("/s/{token}", guess)).andReturn().getResponse();
        var other = web().perform(get("/s/{token}", "other")).andReturn().getResponse();

        assertThat(page.getStatus()).isEqualTo(404);
        assertThat(page.getContentAsString()).contains("找不到这份问卷").isEqualTo(other.getContentAsString());
        assertThat(web().perform(post("/s/{token}", guess))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("looking changes nothing, whoever looks how often")
    void lookingChangesNothing() throws Exception {
        open(Database.H2);
        for (int i = 1; i <= 5; i++) {
            var page = show("?overall=" + i);
            assertThat(page.getHeader("Cache-Control")).contains("no-store");
            assertThat(page.getContentAsString())
                    .containsPattern("id=\"q-overall-" + i + "\" name=\"overall\" value=\"" + i + "\" checked");
            web().perform(head("/s/" + token + "?overall=" + i));
            web().perform(get("/s/" + token + "/opt-out"));
        }
        assertThat(show("?a=2").getContentAsString()).containsPattern("value=\"2\" checked");
        assertThat(show("?overall=9").getContentAsString()).doesNotContain("checked=");

        assertThat(count("response")).isZero();
        verify(customers, never()).optOut(any(), any(), any());
        verify(files, never()).markAnswered(any(), anyInt());
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "kx3.c2lnbmF0dXJl", "of-another-page"})
    @DisplayName("an answer without the nonce of its page is given back and not stored")
    void anAnswerWithoutItsNonceIsGivenBack(String nonce) throws Exception {
        open(Database.H2);
        var used = "of-another-page".equals(nonce) ? room().get(Nonces.class).issue("another") : nonce;

        var page = send(full().param("nonce", used));

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString())
                .contains("这个页面已失效")
                .contains("快一点")
                .contains("很好");
        assertThat(count("response")).isZero();
        assertThat(send(full().param("nonce", nonceOf(page))).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍🏽👨‍👩‍👧",
                "𠀀𪚥𫠝",
                "שלום \u202E abc",
                "${7*7} #{7*7} {{7*7}} *{x} [[${x}]] [(${x})]",
                "<script>alert(1)</script><b>&amp;</b>",
                "'; drop table response; --",
                "=1+1",
                "\n第一行\n第二行 ",
                "e\u0301 é ﬁ \u00A0"
            })
    @DisplayName("what people type arrives unchanged and comes back as plain text")
    void whatPeopleTypeArrivesUnchanged(String typed) throws Exception {
        for (var database : Database.values()) {
            open(database);
            var nonce = nonceOf(show(""));
            var page = send(
                    answered().param("nonce", nonce).param("comment", typed).param("anonymous", "maybe"));
            assertThat(page.getStatus()).isEqualTo(400);
            assertThat(page.getContentAsString())
                    .doesNotContain("<script>alert")
                    .contains(escaped(typed));

            send(answered().param("nonce", nonce).param("comment", typed));

            assertThat(responses().of(CASE).orElseThrow().texts()).containsEntry("comment", typed);
            room().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"a\u0000b", "a\u0007b", "a\uD800b"})
    @DisplayName("text that breaks things is refused beside its field")
    void textThatBreaksThingsIsRefused(String typed) throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));

        var page = send(answered().param("nonce", nonce).param("suggestion", typed));

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString()).contains("id=\"q-suggestion-error\"");
    }

    @Test
    @DisplayName("two thousand characters are two thousand, also where each of them is an emoji")
    void twoThousandCharacters() throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));

        assertThat(send(answered().param("nonce", nonce).param("comment", "😀".repeat(2001)))
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(answered().param("nonce", nonce).param("comment", "😀".repeat(2000)))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("what is missing or not offered is said beside its question, and nothing typed is lost")
    void saysWhatIsMissing() throws Exception {
        open(Database.H2);
        var nonce = nonceOf(show(""));

        var page = send(post("/s/" + token)
                .param("nonce", nonce)
                .param("overall", "6")
                .param("directions", "x")
                .param("comment", "还在"));

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString())
                .contains("q-overall-error")
                .contains("q-attitude-error")
                .contains("q-directions-error")
                .contains("还在");
        assertThat(nonceOf(page)).as("the time goes on counting").isEqualTo(nonce);
    }

    @Test
    @DisplayName("speaks English to whoever wants it")
    void speaksEnglish() throws Exception {
        open(Database.H2);

        var page = show("?lang=en");
        assertThat(page.getContentAsString())
                .contains("lang=\"en\"")
                .contains("How was our service?")
                .contains("Very dissatisfied")
                .doesNotContain("满意");
        assertThat(page.getHeader("Content-Language")).isEqualTo("en");
    }

    @Test
    @DisplayName("an address that sends too much is told when to come back")
    void tooMuchIsTooMuch() throws Exception {
        open(Database.H2);
        given(limits.take(eq("answers"), anyString())).willReturn(Optional.of(Duration.ofMillis(2500)));

        var page = send(full());

        assertThat(page.getStatus()).isEqualTo(429);
        assertThat(page.getHeader("Retry-After")).isEqualTo("3");
        assertThat(page.getContentAsString()).contains("请稍等片刻");
    }

    @Test
    @DisplayName("opting out asks first; the button of a mail program (RFC 8058) does not")
    void optsOut() throws Exception {
        open(Database.H2);
        var page = web().perform(get("/s/" + token + "/opt-out")).andReturn().getResponse();
        assertThat(page.getContentAsString()).contains("确认退订");
        assertThat(send(post("/s/" + token + "/opt-out")).getStatus()).isEqualTo(400);
        verify(customers, never()).optOut(any(), any(), any());

        assertThat(send(post("/s/" + token + "/opt-out").param("nonce", nonceOf(page)))
                        .getStatus())
                .isEqualTo(200);
        verify(customers).optOut("C1", "PAGE", clock.instant());

        assertThat(send(post("/s/" + token + "/opt-out").param("List-Unsubscribe", "One-Click"))
                        .getStatus())
                .isEqualTo(200);
        verify(customers).optOut("C1", "MAIL", clock.instant());
        assertThat(show("").getContentAsString()).as("answering stays possible").contains("name=\"nonce\"");
    }

    @Test
    @DisplayName("the QR code opens the page; making it needs a POST and goes on record, looking at it changes nothing")
    void theQrCodeOpensThePage() throws Exception {
        open(Database.H2);
        login("customer-service");
        var session = new MockHttpSession();
        var before = count("invitation_token");
        for (var address : List.of("/cases/WO-1/qr", "/cases/WO-1/qr.png", "/cases/WO-1/qr.svg")) {
            assertThat(catchThrowable(() -> web().perform(get(address).session(session))))
                    .as(address)
                    .hasRootCauseMessage("survey.qr.not-made");
        }
        verify(files, never()).note(any(), eq("QR_CODE_MADE"), any(), any());

        var made = web().perform(post("/cases/WO-1/qr").session(session)).andReturn();
        web().perform(post("/cases/WO-1/qr").session(session));

        assertThat(made.getResponse().getRedirectedUrl()).isEqualTo("/cases/WO-1/qr");
        var png = web().perform(get("/cases/WO-1/qr.png").session(session))
                .andReturn()
                .getResponse();
        var bitmap = new BinaryBitmap(new HybridBinarizer(
                new BufferedImageLuminanceSource(ImageIO.read(new ByteArrayInputStream(png.getContentAsByteArray())))));
        var link = new QRCodeReader().decode(bitmap).getText();
        assertThat(link).startsWith("http://localhost:8080/s/");
        assertThat(room().get(Invitations.class).byToken(link.substring("http://localhost:8080/s/".length())))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(invitation));
        assertThat(web().perform(get("/cases/WO-1/qr.svg").session(session))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .startsWith("<svg");
        var card = web().perform(get("/cases/WO-1/qr").session(session))
                .andReturn()
                .getResponse();
        keep("card", card);
        assertThat(card.getContentAsString()).contains("<svg", "空调", "href=\"/cases/WO-1/qr.png\"");
        verify(files).note(CASE, "QR_CODE_MADE", "生成了评价二维码", "customer-service");
        assertThat(count("invitation_token")).isEqualTo(before + 1);

        room().get(Invitations.class).cancel(CASE, 1, "REOPENED");
        assertThat(catchThrowable(() -> web().perform(get("/cases/WO-1/qr.png").session(session))))
                .hasCauseInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "quality", "management", "process-owner"})
    @DisplayName("whoever doesn't serve customers makes no QR code")
    void makesNoQrCode(String role) throws Exception {
        open(Database.H2);
        login(role);
        var before = count("invitation_token");

        assertThat(catchThrowable(() -> web().perform(post("/cases/WO-1/qr"))))
                .hasCauseInstanceOf(AccessDeniedException.class);

        assertThat(count("invitation_token")).isEqualTo(before);
    }

    @Test
    @DisplayName("is kept in target for whoever wants to look at it")
    void isKeptForLooking() throws Exception {
        open(Database.H2);
        var page = show("?overall=4");
        keep("zh", page);
        keep("en", show("?lang=en"));
        var nonce = nonceOf(page);
        keep(
                "mistakes",
                send(post("/s/" + token)
                        .param("nonce", nonce)
                        .param("overall", "2")
                        .param("comment", "太慢")));
        keep(
                "opt-out",
                web().perform(get("/s/" + token + "/opt-out")).andReturn().getResponse());
        keep("thanks", send(full().param("nonce", nonce)));
        assertThat(page.getContentAsString()).doesNotContain("style=").doesNotContain("<script>");
    }

    private void open(Database database) throws Exception {
        given(files.get(CASE)).willReturn(file());
        given(files.find(CASE)).willReturn(Optional.of(file()));
        given(customers.profileOf("C1"))
                .willReturn(new CustomerProfile(
                        "C1", null, null, null, null, "zh-CN", Consent.YES, false, true, false, false, false));
        given(customers.reserveInvitation(anyString(), anyString(), anyInt(), any()))
                .willReturn(true);
        given(limits.take(anyString(), anyString())).willReturn(Optional.empty());
        var engine = new SpringTemplateEngine();
        var templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(templates);
        room = Room.on(
                database,
                clock,
                Invitations.class,
                FollowUps.class,
                Class.forName("io.huisheng.invitation.InvitationRepository"),
                Class.forName("io.huisheng.invitation.SurveyPlans"),
                Responses.class,
                ContactGivenWithAnswer.class,
                Questionnaires.class,
                Nonces.class,
                SurveyPages.class,
                SurveyController.class,
                OptOutController.class,
                QrController.class,
                SurveyMishaps.class,
                files,
                customers,
                outbox,
                limits,
                Calendars.statutory(clock),
                heard,
                engine,
                new FormFiles(),
                settings("huisheng.invitation", InvitationSettings.class),
                settings("huisheng.reward", RewardSettings.class),
                settings("huisheng.survey", SurveySettings.class));
        engine.setTemplateEngineMessageSource(room.get(MessageSource.class));
        web = MockMvcBuilders.standaloneSetup(
                        room.get(SurveyController.class),
                        room.get(OptOutController.class),
                        room.get(QrController.class))
                .setControllerAdvice(room.get(SurveyMishaps.class))
                .build();
        var invitations = room.get(Invitations.class);
        invitations.plan(CASE, 1, new SurveyPlan("EMAIL", "survey-standard", clock.instant(), 30, null, "row 1"));
        var now = clock.instant();
        invitations.send(CASE, 1, new Deadlines(now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(14))));
        invitation = invitations.of(CASE, 1).orElseThrow().id();
        token = invitations.issueToken(invitation, "INVITATION");
    }

    private static <T> T settings(String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, type);
    }

    private Room room() {
        return java.util.Objects.requireNonNull(room);
    }

    private static void login(String role) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        role, null, AuthorityUtils.createAuthorityList(role)));
    }

    private MockMvc web() {
        return java.util.Objects.requireNonNull(web);
    }

    private Responses responses() {
        return room().get(Responses.class);
    }

    private int count(String table) {
        return room().jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private MockHttpServletResponse show(String query) throws Exception {
        var response = web().perform(get("/s/" + token + query)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response;
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return web().perform(request.contentType(MediaType.APPLICATION_FORM_URLENCODED))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletRequestBuilder answered() {
        return post("/s/" + token)
                .param("overall", "4")
                .param("responseSpeed", "5")
                .param("problemSolving", "4")
                .param("professionalism", "5")
                .param("attitude", "5")
                .param("compliance", "3");
    }

    private MockHttpServletRequestBuilder full() {
        return answered()
                .param("directions", "process", "other")
                .param("directionsOther", "价格")
                .param("comment", "很好\r\n谢谢")
                .param("suggestion", "快一点");
    }

    private static String nonceOf(MockHttpServletResponse page) throws Exception {
        var nonce = NONCE.matcher(page.getContentAsString());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;");
    }

    private static void keep(String name, MockHttpServletResponse page) throws Exception {
        var folder = Files.createDirectories(Path.of("target", "survey-pages"));
        Files.writeString(folder.resolve(name + ".html"), page.getContentAsString());
    }

    private static CaseFile file() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                at("2026-05-06T10:00:00+08:00"),
                new ServiceRecord("空调", "KFR-35GW", null, null, null, null, null, null, null, null, null),
                Stage.WAITING,
                null,
                1,
                at("2026-05-06T10:00:00+08:00"),
                null);
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }

    /** What other rooms hear. */
    static class Heard {

        final List<ResponseReceived> received = Collections.synchronizedList(new ArrayList<>());
        final List<LateResponseReceived> late = Collections.synchronizedList(new ArrayList<>());
        final List<FollowUpAnswered> followUps = Collections.synchronizedList(new ArrayList<>());
        final List<ResponseStored> stored = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(ResponseReceived event) {
            received.add(event);
        }

        @EventListener
        void on(LateResponseReceived event) {
            late.add(event);
        }

        @EventListener
        void on(FollowUpAnswered event) {
            followUps.add(event);
        }

        @EventListener
        void on(ResponseStored event) {
            stored.add(event);
        }
    }

    /** The questionnaires as they lie in the project. */
    static class FormFiles implements DeployedForms {

        @Override
        public Optional<DeployedForm> newest(String key) {
            return version(key, 1);
        }

        @Override
        public Optional<DeployedForm> version(String key, int version) {
            try (var file = getClass().getResourceAsStream("/forms/" + key + ".form")) {
                return file == null
                        ? Optional.empty()
                        : Optional.of(new DeployedForm(
                                key, version, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
