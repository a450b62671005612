package io.huisheng.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.huisheng.calendar.Calendars;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Pages;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.Deadlines;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.invitation.SurveyState;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@DisplayName("B2: paper answers")
class AnswerEntryTest {

    private static final CaseNo CASE = new CaseNo("WO-1");

    private final TestClock clock = new TestClock("2026-05-07T10:20:30+08:00");
    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final Heard heard = new Heard();
    private @Nullable Room room;
    private @Nullable Pages pages;

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("the running invitation is answered by the card, once, and who entered it is on record")
    void answersTheRunningInvitation(Database database) throws Exception {
        open(database);
        sent();

        var first = send(card());
        var second = send(card());

        assertThat(first.getRedirectedUrl()).isEqualTo("/cases/WO-1");
        assertThat(second.getStatus()).isEqualTo(409);
        assertThat(second.getContentAsString()).contains("这一轮已经有一份答复").doesNotContain("<textarea");
        var response = responses().of(CASE).orElseThrow();
        assertThat(response.channel()).isEqualTo("PAPER");
        assertThat(response.scores()).containsEntry("overall", 4);
        assertThat(response.texts()).containsEntry("comment", "很好");
        assertThat(response.secondsTaken()).isNull();
        assertThat(responses().entryOf(response.responseId())).contains(new Responses.Entry("bert", clock.instant()));
        assertThat(state()).isEqualTo(SurveyState.ANSWERED);
        assertThat(heard.received).containsExactly(new ResponseReceived(CASE, 1, response.responseId()));
        assertThat(heard.entered).isEmpty();
        verify(files).markAnswered(CASE, 1);
        verify(files).note(CASE, "RESPONSE_ENTERED", "客户的纸质评价已录入", "bert");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("a card that comes before the invitation is taken, and nobody is written to any more")
    void takesACardBeforeTheInvitation(Database database) throws Exception {
        open(database);

        assertThat(send(card()).getRedirectedUrl()).isEqualTo("/cases/WO-1");

        var response = responses().of(CASE).orElseThrow().responseId();
        assertThat(heard.entered).containsExactly(new AnswerEntered(CASE, 1, response));
        assertThat(heard.received).isEmpty();
        assertThatThrownBy(this::sent).hasMessage("ANSWERED");
    }

    @Test
    @DisplayName("a card that comes after the invitation has lapsed counts as late")
    void takesALateCard() throws Exception {
        open(Database.H2);
        sent();
        room().get(Invitations.class).expire(CASE, 1);

        assertThat(send(card()).getRedirectedUrl()).isEqualTo("/cases/WO-1");

        assertThat(responses().of(CASE).orElseThrow().late()).isTrue();
        assertThat(send(card()).getStatus()).isEqualTo(409);
    }

    @Test
    @DisplayName("a reopened service takes no answer to the old round")
    void takesNothingForACancelledRound() throws Exception {
        open(Database.H2);
        room().get(Invitations.class).cancel(CASE, 1, "REOPENED");

        var page = send(card());

        assertThat(page.getStatus()).isEqualTo(409);
        assertThat(page.getContentAsString()).contains("这一轮调查已取消");
        assertThat(responses().of(CASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "customerNo,   '',         必填。",
        "customerNo,   C2,         与案例的客户编号不一致",
        "productModel, '',         必填。",
        "productModel, KFR-99,     与案例的产品型号不一致",
        "serviceDate,  '',         必填。",
        "serviceDate,  6.5.2026,   日期无法识别",
        "serviceDate,  2026-05-07, 与案例的服务完成日期不一致",
        "overall,      9,          请",
    })
    @DisplayName("says what does not fit the case, keeps what was typed, and stores nothing")
    void saysWhatDoesNotFit(String field, String value, String message) throws Exception {
        open(Database.H2);
        sent();

        var page = send(card(field, value));

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString()).contains(message, "很好").contains("name=\"_csrf\"");
        assertThat(responses().of(CASE)).isEmpty();
    }

    @Test
    @DisplayName("is the questionnaire that the customer would see, without the question of anonymity")
    void showsTheQuestionnaire() throws Exception {
        open(Database.H2);
        sent();

        var page = perform(get("/cases/WO-1/answer"));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("总体来说，您对这次服务有多满意？", "name=\"customerNo\"", "name=\"productModel\"", "name=\"serviceDate\"")
                .contains("name=\"_csrf\"", "name=\"contactMe\"")
                .doesNotContain("name=\"anonymous\"", "??", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "process-owner", "management", "warehouse", "technical-lead"})
    @DisplayName("is for those who deal with customers")
    void isForThoseWhoDealWithCustomers(String role) throws Exception {
        open(Database.H2);
        sent();
        Pages.login("eve", role);

        assertThatThrownBy(() -> send(card())).hasRootCauseInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> perform(get("/cases/WO-1/answer")))
                .hasRootCauseInstanceOf(AccessDeniedException.class);
        assertThat(responses().of(CASE)).isEmpty();
    }

    private static MockHttpServletRequestBuilder card(String... changed) {
        Map<String, String> fields = new java.util.LinkedHashMap<>(Map.of(
                "customerNo",
                "C1",
                "productModel",
                "kfr-35gw",
                "serviceDate",
                "2026-05-06",
                "overall",
                "4",
                "comment",
                "很好"));
        for (var dimension : List.of("responseSpeed", "problemSolving", "professionalism", "attitude", "compliance")) {
            fields.put(dimension, "4");
        }
        for (int i = 0; i < changed.length; i += 2) {
            fields.put(changed[i], changed[i + 1]);
        }
        var request = post("/cases/WO-1/answer");
        fields.forEach(request::param);
        return request;
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return perform(request);
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return Objects.requireNonNull(pages)
                .mvc()
                .perform(Pages.withCsrf(request.locale(Locale.SIMPLIFIED_CHINESE)))
                .andReturn()
                .getResponse();
    }

    private void sent() throws Exception {
        var now = clock.instant();
        room().get(Invitations.class)
                .send(CASE, 1, new Deadlines(now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(14))));
    }

    private SurveyState state() {
        return room().get(Invitations.class).of(CASE, 1).orElseThrow().state();
    }

    private void open(Database database) throws Exception {
        given(files.get(CASE)).willReturn(file());
        given(files.find(CASE)).willReturn(Optional.of(file()));
        given(customers.profileOf("C1"))
                .willReturn(new CustomerProfile(
                        "C1", null, null, null, null, "zh-CN", Consent.YES, false, true, false, false, false));
        given(customers.reserveInvitation(
                        org.mockito.ArgumentMatchers.anyString(),
                        org.mockito.ArgumentMatchers.anyString(),
                        org.mockito.ArgumentMatchers.anyInt(),
                        org.mockito.ArgumentMatchers.any()))
                .willReturn(true);
        var opened = Room.on(
                database,
                clock,
                Invitations.class,
                FollowUps.class,
                Class.forName("io.huisheng.invitation.InvitationRepository"),
                Class.forName("io.huisheng.invitation.SurveyPlans"),
                Responses.class,
                Questionnaires.class,
                files,
                customers,
                mock(Outbox.class),
                Calendars.statutory(clock),
                heard,
                new SurveyPageTest.FormFiles(),
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("huisheng.survey", SurveySettings.class));
        room = opened;
        opened.get(Invitations.class)
                .plan(CASE, 1, new SurveyPlan("EMAIL", "survey-standard", clock.instant(), 30, null, "row 1"));
        pages = Pages.of(
                false,
                List.of(),
                new AnswerEntryController(
                        files,
                        opened.get(Invitations.class),
                        opened.get(Questionnaires.class),
                        opened.get(Responses.class),
                        opened.get(SurveySettings.class),
                        opened.get(MessageSource.class)));
        Pages.login("bert", "customer-service");
    }

    private CaseFile file() {
        var completed = java.time.Instant.parse("2026-05-05T16:30:00Z");
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                completed,
                new ServiceRecord("空调", "KFR-35GW", null, null, null, null, null, null, null, null, null),
                Stage.INVITED,
                null,
                1,
                completed,
                null);
    }

    private Room room() {
        return Objects.requireNonNull(room);
    }

    private Responses responses() {
        return room().get(Responses.class);
    }

    static class Heard {

        final List<ResponseReceived> received = new ArrayList<>();
        final List<AnswerEntered> entered = new ArrayList<>();

        @EventListener
        void on(ResponseReceived event) {
            received.add(event);
        }

        @EventListener
        void on(AnswerEntered event) {
            entered.add(event);
        }
    }
}
