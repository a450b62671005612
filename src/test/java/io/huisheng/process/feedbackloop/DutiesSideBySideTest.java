package io.huisheng.process.feedbackloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.huisheng.assessment.AssessmentSettings;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.DoubtSettings;
import io.huisheng.assessment.Doubts;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.VerificationResult;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.closure.Verifications;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.Customers;
import io.huisheng.directory.Staff;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyState;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.verifyresponse.Policies;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.AnswerEntered;
import io.huisheng.survey.EnteredAnswer;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.event.EventListener;

/** Real answers, assessed by the real rooms and sorted by the real tables; only what the duties call for is a stub. */
@DisplayName("Duties side by side")
class DutiesSideBySideTest {

    private static final String[] CALLED = {
        "reply-to-suggestion", "verify-response", "recover-service", "handle-major-complaint", "phone-interview"
    };

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.partOf();

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID INVITATION = UUID.fromString("00000000-0000-0000-0000-000000000003");
    private static final String THREAT = "再这样我要终止合作";

    private final TestClock clock = new TestClock("2026-05-08T10:00:00+08:00");
    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final Invitations invitations = mock();
    private final Heard heard = new Heard();
    private Room room;

    /** What would take the round up again. */
    static class Heard {

        private UUID entered;

        @EventListener
        void on(AnswerEntered event) {
            entered = event.responseId();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Diagram.clockAt(clock.instant());
        given(invitations.of(CASE, 1)).willReturn(Optional.of(anInvitation()));
        given(files.get(CASE)).willReturn(aCase());
        given(files.find(CASE)).willReturn(Optional.of(aCase()));
        given(customers.profileOf("C1"))
                .willReturn(new CustomerProfile(
                        "C1",
                        null,
                        "STANDARD",
                        null,
                        null,
                        "zh-CN",
                        CustomerProfile.Consent.YES,
                        false,
                        true,
                        true,
                        false,
                        false));
        Staff staff = mock();
        given(staff.titleOf(anyString())).willReturn("负责人");
        room = Room.on(
                Database.H2,
                clock,
                Responses.class,
                Assessments.class,
                named("assessment.AssessmentRows"),
                named("assessment.Fingerprints"),
                named("assessment.DictionaryFile"),
                Doubts.class,
                Duties.class,
                named("closure.DutyRows"),
                named("closure.DutyClocks"),
                Verifications.class,
                new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("huisheng.assessment", AssessmentSettings.class),
                new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("huisheng.survey", named("survey.SurveySettings")),
                new DoubtSettings(false),
                files,
                customers,
                invitations,
                staff,
                mock(Outbox.class),
                mock(FollowUps.class),
                heard);
        var assessments = room.get(Assessments.class);
        DIAGRAM.with("assessResponse", new AssessResponse(assessments))
                .with(
                        "triageFeedback",
                        new TriageFeedback(assessments, Policies.on(DIAGRAM.engine(), room.get(Doubts.class))))
                .with("thankCustomer", new ThankCustomer(room.get(Duties.class), mock(CustomerMessages.class)))
                .with(
                        "closeCase",
                        new CloseCase(files, invitations, room.get(Responses.class), room.get(Duties.class)));
        DIAGRAM.deploy(List.of("feedback-loop.bpmn", "triage.dmn", "verification-policy.dmn"), CALLED);
    }

    @AfterEach
    void close() {
        DIAGRAM.clear();
        room.close();
    }

    @ParameterizedTest(name = "{0}: overall {1} of {2}")
    @CsvSource({"PHONE, 2, 10", "PHONE, 1, 10", "PAPER, 1, 5", "WEB, 1, 5"})
    @DisplayName(
            "E8: the lowest score, a threat to leave and a proposal are verified, dealt with as a major complaint and answered, side by side; the case closes with the last of them")
    void opensEveryDutyAndClosesWithTheLast(String channel, int overall, int scale) {
        var answer = answered(channel, overall, scale, THREAT + "，等了三天没人管", "建议增加上门前的电话确认");

        taken(answer);

        assertThat(DIAGRAM.calledNow())
                .containsExactly("handle-major-complaint", "reply-to-suggestion", "verify-response");
        var doubt = room.get(Doubts.class).of(answer).orElseThrow();
        // three days by his words, less than an hour by the record: both values go to the verifier
        assertThat(doubt.reason()).isEqualTo("CLAIM_AGAINST_FACT");
        assertThat(doubt.share()).isEqualTo(100);
        assertThat(doubt.role()).isEqualTo("quality");
        for (var duty : List.of("verify-response", "handle-major-complaint")) {
            DIAGRAM.finish(duty);
            verify(files, never()).close(any(), anyInt(), any());
        }
        DIAGRAM.finish("reply-to-suggestion");
        verify(files).close(any(), anyInt(), any());
    }

    @ParameterizedTest(name = "{0} {1} of {2} \"{3}\" -> {4} by {5}")
    @CsvSource({
        "WEB,   4, 5,  '',           MISSING_TEXT,       customer-service",
        "PAPER, 2, 5,  '',           MISSING_TEXT,       customer-service",
        "WEB,   3, 5,  响应太慢了,   CLAIM_AGAINST_FACT, quality",
    })
    @DisplayName("C3 C4: verified for the reason of the policy, by the role of the policy")
    void isVerifiedForItsReason(String channel, int overall, int scale, String comment, String reason, String role) {
        var answer = answered(channel, overall, scale, comment, "");

        taken(answer);

        assertThat(DIAGRAM.calledNow()).contains("verify-response");
        var doubt = room.get(Doubts.class).of(answer).orElseThrow();
        assertThat(doubt.reason()).isEqualTo(reason);
        assertThat(doubt.role()).isEqualTo(role);
    }

    @Test
    @DisplayName("C3: who was just on the phone is not called again for missing words")
    void doesNotCallAgainWhoWasOnThePhone() {
        taken(answered("PHONE", 6, 10, "", ""));

        assertThat(DIAGRAM.calledNow()).containsExactly("recover-service");
    }

    @Test
    @DisplayName(
            "C3 C6: an injury that the customer mentions when he is asked opens the major complaint at once; nothing is verified twice, and the answer stays")
    void anInjuryMentionedLaterOpensTheMajorComplaint() {
        var answer = answered("WEB", 4, 5, "", "");
        taken(answer);
        var before = room.get(Responses.class).find(answer).orElseThrow();
        var duty = room.get(Verifications.class)
                .open(CASE, 1, answer, clock.instant().plus(Duration.ofHours(24)))
                .dutyId();

        room.get(Verifications.class)
                .record(
                        duty,
                        answer,
                        new VerificationResult(
                                Outcome.CORRECTED,
                                Map.of("overall", 1),
                                "师傅装的时候砸伤了我父亲的脚，去医院缝了三针",
                                "",
                                "以为没地方写",
                                null,
                                null,
                                "",
                                ""),
                        "anna");

        var correction = heard.entered;
        taken(correction);
        assertThat(DIAGRAM.calledNow()).containsExactly("handle-major-complaint", "verify-response");
        assertThat(room.get(Doubts.class).of(correction)).isEmpty();
        assertThat(room.get(Responses.class).find(answer)).contains(before);
        assertThat(room.get(Responses.class).of(CASE, 1)).contains(before);
        assertThat(room.get(Responses.class).correctionsOf(answer))
                .singleElement()
                .satisfies(added -> assertThat(added.scores()).isEqualTo(Map.of("overall", 1)));
        assertThat(room.get(Responses.class).originalOf(correction)).contains(answer);
    }

    @Test
    @DisplayName("E7: a score that is corrected upwards is not thanked for a second time")
    void thanksOnce() {
        var answer = answered("WEB", 4, 5, "还行", "");
        taken(answer);
        var correction = room.get(Responses.class).correct(answer, entered("PHONE", 5, 5, "", ""), "anna");

        taken(correction);

        assertThat(room.jdbc()
                        .sql("select count(*) from duty where type = 'THANKS'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(DIAGRAM.calledNow()).isEmpty();
    }

    private UUID answered(String channel, int overall, int scale, String comment, String suggestion) {
        given(invitations.answer(INVITATION, false)).willReturn(true);
        return room.get(Responses.class)
                .enter(CASE, 1, entered(channel, overall, scale, comment, suggestion), "anna")
                .responseId();
    }

    private static EnteredAnswer entered(String channel, int overall, int scale, String comment, String suggestion) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!comment.isEmpty()) {
            texts.put("comment", comment);
        }
        if (!suggestion.isEmpty()) {
            texts.put("suggestion", suggestion);
        }
        return new EnteredAnswer(
                channel,
                "survey-standard",
                1,
                Map.of("overall", overall),
                Map.of("overall", "1-" + scale),
                Map.of(),
                texts,
                false,
                "",
                3);
    }

    /** The loop goes on with this answer. */
    private void taken(UUID responseId) {
        DIAGRAM.engine()
                .getRuntimeService()
                .createMessageCorrelation(FeedbackLoop.ANSWERED_LATE)
                .processInstanceBusinessKey(CASE.value())
                .setVariable(FeedbackLoop.ROUND.name(), 1)
                .setVariable(FeedbackLoop.CONTACT_ROLE.name(), "customer-service")
                .setVariable(FeedbackLoop.CONTACT_OBLIGATION.name(), "contact-customer")
                .setVariable(FeedbackLoop.RESPONSE_ID.name(), FeedbackLoop.RESPONSE_ID.stored(responseId))
                .correlateStartMessage();
        DIAGRAM.runJobs();
    }

    /** A class that its room keeps to itself. */
    private static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName("io.huisheng." + name);
    }

    private static Invitation anInvitation() {
        return new Invitation(
                INVITATION,
                CASE,
                1,
                "C1",
                SurveyState.ANSWERED,
                "EMAIL",
                "survey-standard",
                30,
                null,
                null,
                null,
                null,
                null,
                Purpose.LOOP,
                null,
                null);
    }

    private CaseFile aCase() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                clock.instant(),
                new ServiceRecord(
                        "空调",
                        "KFR-35GW",
                        null,
                        null,
                        "S008",
                        "after-sales",
                        clock.instant().minus(Duration.ofDays(3)),
                        clock.instant().minus(Duration.ofDays(3)).plus(Duration.ofMinutes(40)),
                        clock.instant(),
                        null,
                        false),
                Stage.ANSWERED,
                null,
                1,
                clock.instant(),
                null);
    }
}
