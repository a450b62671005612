package io.huisheng.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.casefile.ClosedServiceReopened;
import io.huisheng.casefile.CustomerErased;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.customer.Contact;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.messaging.Channel;
import io.huisheng.messaging.MessageComposer;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.MessageUndeliverable;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;

@DisplayName("Follow-up surveys")
class FollowUpsTest extends InvitationRoom {

    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID OTHER_DUTY = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final Instant ASK_AT = at("2026-05-07T10:00:00+08:00");
    private static final Instant DUE_BY = at("2026-05-11T10:00:00+08:00");
    private static final Instant LAPSE = at("2026-05-21T10:00:00+08:00");
    private static final String SPECIAL = "SPECIAL_SURVEY";

    private final Heard heard = new Heard();

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "A9 A12: is planned once for each duty, beside the survey of its round, and sent although the case is closed")
    void isAskedOnceForEachDuty(Database database) throws Exception {
        var followUps = open(database);
        invitations().plan(CASE, 1, new SurveyPlan("EMAIL", "survey-standard", ASK_AT, 30, null, "row 1"));

        var survey = planned(followUps);
        assertThat(followUps
                        .plan(CASE, 1, Purpose.SPECIAL, DUTY, DUE_BY, byMail())
                        .id())
                .as("planned again")
                .isEqualTo(survey);
        var another = followUps
                .plan(CASE, 1, Purpose.SPECIAL, OTHER_DUTY, DUE_BY, byMail())
                .id();

        assertThat(followUps.of(CASE)).extracting(Invitation::id).containsExactlyInAnyOrder(survey, another);
        assertThat(invitations().of(CASE, 1).orElseThrow().purpose()).isEqualTo(Purpose.LOOP);
        assertThat(invitations().newestOf(CASE).orElseThrow().purpose()).isEqualTo(Purpose.LOOP);
        assertThat(followUps.isRunning(CASE, 1, DUTY)).as("the other one").isTrue();

        followUps.send(survey, LAPSE);
        followUps.send(survey, LAPSE);
        verify(outbox, times(1)).add(new NewMessage("follow-up:" + survey, SPECIAL, Channel.EMAIL, CASE, survey, null));
        verify(customers, times(1)).reserveInvitation("C1", "invitation:" + survey, 0, clock.instant());

        deliver(survey, SPECIAL);
        var sent = followUps.of(CASE).stream()
                .filter(one -> one.id().equals(survey))
                .findFirst()
                .orElseThrow();
        assertThat(sent.state()).isEqualTo(SurveyState.SENT);
        assertThat(sent.expiresAt()).isEqualTo(LAPSE);
        assertThat(sent.dutyId()).isEqualTo(DUTY);
        verify(files).note(CASE, "FOLLOW_UP_SENT", "专项调查已发送", "system");
        verify(files, never()).note(eq(CASE), eq("FOLLOW_UP_LATE"), anyString(), anyString());
        verify(files, never()).markInvited(any(), anyInt());

        assertThat(followUps.expire(survey)).isTrue();
        assertThat(invitations().answer(survey, false)).isFalse();
        assertThat(invitations().answerLate(survey)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A9: one that leaves after its limit says so on the case")
    void saysThatItWasLate(Database database) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        followUps.send(survey, LAPSE);
        clock.advance(Duration.ofDays(5));

        deliver(survey, SPECIAL);

        verify(files).note(CASE, "FOLLOW_UP_LATE", "专项调查迟于规定时间 2026-05-11 10:00", "system");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("an answer that was first keeps it from lapsing")
    void anAnswerThatWasFirstWins(Database database) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        followUps.send(survey, LAPSE);

        assertThat(invitations().answer(survey, false)).isTrue();

        assertThat(followUps.expire(survey)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "H2,       YES, false, true,  REOPENED,        1, REOPENED",
        "POSTGRES, YES, false, true,  CUSTOMER_ERASED, 1, CUSTOMER_ERASED",
        "H2,       YES, false, true,  ANSWERED,        2, REOPENED",
        "POSTGRES, NO,  false, true,  ANSWERED,        1, NO_CONSENT",
        "H2,       YES, true,  true,  ANSWERED,        1, OPTED_OUT",
        "H2,       YES, false, false, ANSWERED,        1, NO_CHANNEL",
    })
    @DisplayName("A12 G1: looks again at the very moment and says why not")
    void looksAgainAtTheVeryMoment(
            Database database,
            Consent consent,
            boolean optedOut,
            boolean hasEmail,
            Outcome outcome,
            int round,
            String reason) {
        var followUps = open(database);
        var survey = planned(followUps);
        given(files.get(CASE)).willReturn(file(round, outcome));
        given(customers.profileOf("C1")).willReturn(profile(consent, optedOut, hasEmail));

        assertThatThrownBy(() -> followUps.send(survey, LAPSE))
                .isInstanceOf(NotInvited.class)
                .hasMessage(reason);

        assertThat(followUps.of(CASE).get(0).state()).isEqualTo(SurveyState.NOT_SENT);
        assertThat(followUps.of(CASE).get(0).notSentReason()).isEqualTo(reason);
        verify(files).note(eq(CASE), eq("FOLLOW_UP_NOT_SENT"), startsWith("未发送专项调查："), eq("system"));
        verify(outbox, never()).add(any());
        assertThatThrownBy(() -> followUps.send(survey, LAPSE)).hasMessage(reason);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: nobody is disturbed at night, and a plan without a channel keeps its reason")
    void disturbsNobodyAtNight(Database database) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        clock.advance(Duration.ofHours(13));

        assertThatThrownBy(() -> followUps.send(survey, LAPSE)).isInstanceOf(OutsideContactHours.class);
        assertThat(followUps.of(CASE).get(0).state()).isEqualTo(SurveyState.PLANNED);

        var nobody = followUps.plan(
                CASE,
                1,
                Purpose.RECOVERY,
                OTHER_DUTY,
                DUE_BY,
                new SurveyPlan("NONE", null, null, 0, "ASKED_ON_THE_PHONE", "row 11"));
        assertThat(nobody.state()).isEqualTo(SurveyState.NOT_SENT);
        verify(files).note(CASE, "FOLLOW_UP_NOT_SENT", "未发送补救回访问卷：回访电话里已经问过", "system");
    }

    @ParameterizedTest
    @CsvSource({"H2, RUNNING", "POSTGRES, RUNNING", "H2, CLOSED", "POSTGRES, CLOSED", "H2, ERASED", "POSTGRES, ERASED"})
    @DisplayName(
            "A1 G3: is withdrawn where the service is taken up again or the customer is erased; whoever waits is told")
    void isWithdrawn(Database database, String how) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        followUps.send(survey, LAPSE);
        var reason = how.equals("ERASED") ? "CUSTOMER_ERASED" : "REOPENED";

        publish(
                switch (how) {
                    case "RUNNING" -> new ServiceReopened(CASE, 1);
                    case "CLOSED" -> new ClosedServiceReopened(CASE, 1);
                    default -> new CustomerErased(CASE, 1);
                });

        assertThat(followUps.of(CASE).get(0).state()).isEqualTo(SurveyState.CANCELLED);
        assertThat(heard.events).containsExactly(new FollowUpEnded(survey, CASE, 1, reason));
        assertThat(invitations().answer(survey, false)).isFalse();
        assertThat(compose(survey, SPECIAL)).isEqualTo(new Withdrawn("CANCELLED"));
        verify(customers).releaseInvitation("C1", "invitation:" + survey);
        publish(new ClosedServiceReopened(CASE, 1));
        assertThat(heard.events).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "A9: what cannot be delivered is said, and may be asked by a person, whose answer counts as its answer")
    void isAskedInPersonInstead(Database database) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        followUps.send(survey, LAPSE);

        publish(new MessageUndeliverable(UUID.randomUUID(), SPECIAL, CASE, survey, clock.instant(), "550"));
        assertThat(heard.events).containsExactly(new FollowUpEnded(survey, CASE, 1, "UNDELIVERABLE"));
        assertThat(heard.events.get(0).isUndeliverable()).isTrue();
        assertThat(followUps.askedInPerson(CASE, 1)).isEmpty();

        followUps.handToStaff(survey);

        assertThat(followUps.askedInPerson(CASE, 1).orElseThrow().id()).isEqualTo(survey);
        assertThat(followUps.askedInPerson(CASE, 2)).isEmpty();
        assertThat(invitations().answerUnasked(survey)).isTrue();
        assertThat(followUps.of(CASE).get(0).state()).isEqualTo(SurveyState.ANSWERED);
        assertThat(followUps.askedInPerson(CASE, 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: whoever opted out while it was on its way is not called instead")
    void anObjectionOnTheWayIsAnObjection(Database database) throws Exception {
        var followUps = open(database);
        var survey = planned(followUps);
        followUps.send(survey, LAPSE);
        given(customers.profileOf("C1")).willReturn(profile(Consent.YES, true, true));

        assertThat(compose(survey, SPECIAL)).isEqualTo(new Withdrawn("OPTED_OUT"));

        assertThat(heard.events).containsExactly(new FollowUpEnded(survey, CASE, 1, "OPTED_OUT"));
        assertThat(heard.events.get(0).isUndeliverable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SPECIAL, special-survey, SPECIAL_SURVEY", "RECOVERY, recovery-survey, RECOVERY_SURVEY"})
    @DisplayName("B10 B12: its letter says what it is about, and carries a link of its own and a way to opt out")
    void theLetterSaysWhatItIsAbout(Purpose purpose, String template, String kind) throws Exception {
        var followUps = open(Database.H2);
        given(customers.contactOf("C1")).willReturn(new Contact("张三", "zhang@example.com", null, null, "zh-CN"));
        var survey = followUps.plan(CASE, 1, purpose, DUTY, DUE_BY, byMail()).id();
        followUps.send(survey, LAPSE);

        var letter = (Letter) compose(survey, kind);

        assertThat(letter.template()).isEqualTo(template);
        var link = String.valueOf(letter.model().get("link"));
        assertThat(letter.unsubscribeLink()).isEqualTo(link + "/opt-out");
        assertThat(invitations()
                        .byToken(link.substring(link.lastIndexOf('/') + 1))
                        .orElseThrow()
                        .id())
                .isEqualTo(survey);
    }

    private FollowUps open(Database database) {
        given(files.get(CASE)).willReturn(file(1, Outcome.ANSWERED));
        aReachableCustomer();
        open(database, heard);
        return room().get(FollowUps.class);
    }

    private Invitations invitations() {
        return room().get(Invitations.class);
    }

    private static UUID planned(FollowUps followUps) {
        return followUps.plan(CASE, 1, Purpose.SPECIAL, DUTY, DUE_BY, byMail()).id();
    }

    private MessageComposer.Composition compose(UUID survey, String kind) {
        return room().get(MessageComposer.class)
                .compose(new QueuedMessage(UUID.randomUUID(), kind, CASE, survey, null));
    }

    private static SurveyPlan byMail() {
        return new SurveyPlan("EMAIL", "survey-special", ASK_AT, 0, null, "row 6");
    }

    /** What the diagram would hear. */
    static class Heard {

        final List<FollowUpEnded> events = new ArrayList<>();

        @EventListener
        void on(FollowUpEnded event) {
            events.add(event);
        }
    }
}
