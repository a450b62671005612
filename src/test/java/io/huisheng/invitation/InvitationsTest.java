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

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.customer.Contact;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.messaging.MessageComposer;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.MessageUndeliverable;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.testing.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;

@DisplayName("Invitations")
class InvitationsTest extends InvitationRoom {

    private final Heard heard = new Heard();

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12 B14: goes out once, reminds once, lapses")
    void asksOnceRemindsOnceLapses(Database database) throws Exception {
        var invitations = open(database);
        aReachableCustomer();
        invitations.plan(CASE, 1, byMail());

        var deadlines = invitations.send(CASE, 1, inAWeekAndInTwo());

        assertThat(deadlines.reminderAt()).isEqualTo(at("2026-05-14T10:00:00+08:00"));
        assertThat(deadlines.lapsesAt()).isEqualTo(at("2026-05-21T10:00:00+08:00"));
        assertThat(state(invitations)).isEqualTo(SurveyState.SENDING);
        assertThat(invitations.send(CASE, 1, inAWeekAndInTwo())).isEqualTo(deadlines);
        verify(outbox, times(1)).add(any());

        var id = invitations.of(CASE, 1).orElseThrow().id();
        assertThat(invitations.remind(CASE, 1))
                .as("nobody is reminded of a mail that has not left")
                .isFalse();
        deliver(id, "INVITATION");
        deliver(id, "INVITATION");
        assertThat(state(invitations)).isEqualTo(SurveyState.SENT);
        verify(files, times(1)).markInvited(CASE, 1);

        given(outbox.add(any())).willReturn(true, false);
        assertThat(invitations.remind(CASE, 1)).isTrue();
        assertThat(invitations.remind(CASE, 1)).isFalse();
        deliver(id, "REMINDER");
        assertThat(state(invitations)).isEqualTo(SurveyState.REMINDED);
        assertThat(invitations.remind(CASE, 1)).isFalse();

        assertThat(invitations.expire(CASE, 1)).isTrue();
        assertThat(invitations.answer(id, false)).isFalse();
        assertThat(invitations.answerLate(id)).isTrue();
        assertThat(invitations.answerLate(id)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "H2, NO, true, true, false, NO_CONSENT",
        "H2, YES, true, true, false, OPTED_OUT",
        "H2, UNKNOWN, true, true, false, OPTED_OUT",
        "H2, YES, false, false, false, NO_CHANNEL",
        "H2, YES, false, true, false, QUIET_PERIOD",
        "POSTGRES, YES, false, true, false, QUIET_PERIOD",
    })
    @DisplayName("A12: looks again at the very moment and says why not")
    void looksAgainAtTheVeryMoment(
            Database database, Consent consent, boolean optedOut, boolean hasEmail, boolean free, String reason) {
        var invitations = open(database);
        given(customers.profileOf(CUSTOMER)).willReturn(profile(consent, optedOut, hasEmail));
        given(customers.reserveInvitation(anyString(), anyString(), anyInt(), any()))
                .willReturn(free);
        invitations.plan(CASE, 1, byMail());

        assertThatThrownBy(() -> invitations.send(CASE, 1, inAWeekAndInTwo()))
                .isInstanceOf(NotInvited.class)
                .hasMessage(reason);

        var invitation = invitations.of(CASE, 1).orElseThrow();
        assertThat(invitation.state()).isEqualTo(SurveyState.NOT_SENT);
        assertThat(invitation.notSentReason()).isEqualTo(reason);
        verify(files).note(eq(CASE), eq("NOT_SENT"), startsWith("未邀请客户评价："), eq("system"));
        verify(outbox, never()).add(any());
        if (!"QUIET_PERIOD".equals(reason)) {
            verify(customers, never()).reserveInvitation(anyString(), anyString(), anyInt(), any());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A1: a reopened service is not asked about, whichever way we learn of it")
    void leavesAReopenedServiceAlone(Database database) {
        var invitations = open(database);
        aReachableCustomer();
        invitations.plan(CASE, 1, byMail());

        publish(new ServiceReopened(CASE, 1));
        assertThatThrownBy(() -> invitations.send(CASE, 1, inAWeekAndInTwo())).hasMessage("REOPENED");
        assertThat(state(invitations)).isEqualTo(SurveyState.CANCELLED);

        given(files.get(CASE)).willReturn(file(2, Outcome.REOPENED));
        invitations.plan(CASE, 2, byMail());
        assertThatThrownBy(() -> invitations.send(CASE, 2, inAWeekAndInTwo())).hasMessage("REOPENED");
        assertThat(invitations.of(CASE, 2).orElseThrow().state()).isEqualTo(SurveyState.NOT_SENT);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("a mail that bounces ends the asking and tells the diagram")
    void aMailThatBouncesEndsTheAsking(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);

        publish(new MessageUndeliverable(
                UUID.randomUUID(), "INVITATION", CASE, id, clock.instant(), "550 no such user"));

        assertThat(invitations.of(CASE, 1).orElseThrow().notSentReason()).isEqualTo("UNDELIVERABLE");
        assertThat(heard.events).containsExactly(new InvitationUndeliverable(CASE, 1, "UNDELIVERABLE"));
        assertThat(invitations.answer(id, false)).isFalse();
        assertThat(invitations.expire(CASE, 1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: whoever opted out while his mail bounced is not called instead")
    void aBounceAfterAnObjectionIsAnObjection(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);
        given(customers.profileOf(CUSTOMER)).willReturn(profile(Consent.NO, false, true));

        publish(new MessageUndeliverable(
                UUID.randomUUID(), "INVITATION", CASE, id, clock.instant(), "550 no such user"));

        assertThat(heard.events).containsExactly(new InvitationUndeliverable(CASE, 1, "NO_CONSENT"));
        assertThat(heard.events.get(0).isObjection()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: what was planned inside contact hours leaves inside contact hours")
    void isNotSentAtNight(Database database) throws Exception {
        var invitations = open(database);
        aReachableCustomer();
        invitations.plan(CASE, 1, byMail());
        clock.set("2026-05-07T23:00:00+08:00");

        assertThatThrownBy(() -> invitations.send(CASE, 1, inAWeekAndInTwo()))
                .isInstanceOfSatisfying(
                        OutsideContactHours.class,
                        refusal -> assertThat(refusal.until()).isEqualTo(at("2026-05-08T09:00:00+08:00")));
        assertThat(state(invitations)).isEqualTo(SurveyState.PLANNED);
        verify(outbox, never()).add(any());

        clock.set("2026-05-08T09:00:00+08:00");
        invitations.send(CASE, 1, inAWeekAndInTwo());
        assertThat(state(invitations)).isEqualTo(SurveyState.SENDING);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A3: who has just spoken to us at night is asked at once, but reminded by day")
    void asksAtOnceButRemindsByDay(Database database) throws Exception {
        var invitations = open(database);
        aReachableCustomer();
        clock.set("2026-05-07T02:00:00+08:00");
        invitations.plan(CASE, 1, new SurveyPlan("EMAIL", "survey-instant", clock.instant(), 30, null, "row 1"));
        invitations.send(CASE, 1, inAWeekAndInTwo());
        var id = invitations.of(CASE, 1).orElseThrow().id();
        deliver(id, "INVITATION");

        clock.set("2026-05-14T02:00:00+08:00");
        assertThatThrownBy(() -> invitations.remind(CASE, 1)).isInstanceOf(OutsideContactHours.class);
        clock.set("2026-05-14T09:00:00+08:00");
        assertThat(invitations.remind(CASE, 1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: a mail that was taken back before it left gives back the quiet period; one that left does not")
    void givesBackTheQuietPeriod(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);

        publish(new ServiceReopened(CASE, 1));
        verify(customers).releaseInvitation(CUSTOMER, "invitation:" + id);

        deliver(id, "INVITATION");
        verify(customers).reserveInvitation(CUSTOMER, "invitation:" + id, 0, clock.instant());

        given(files.get(CASE)).willReturn(file(2, null));
        invitations.plan(CASE, 2, byMail());
        invitations.send(CASE, 2, inAWeekAndInTwo());
        var sent = invitations.of(CASE, 2).orElseThrow().id();
        deliver(sent, "INVITATION");
        publish(new ServiceReopened(CASE, 2));
        verify(customers, never()).releaseInvitation(CUSTOMER, "invitation:" + sent);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A5 A6 A10: a customer who was contacted in person is not left planned for ever")
    void endsWhenContactedInPerson(Database database) {
        var invitations = open(database);
        invitations.plan(CASE, 1, new SurveyPlan("PERSONAL", null, null, 30, null, "KeyCustomer"));
        verify(files).note(CASE, "SURVEY_PLANNED", "已安排专人联系客户", "system");

        invitations.contacted(CASE, 1);

        assertThat(state(invitations)).isEqualTo(SurveyState.NOT_SENT);
        assertThat(invitations.of(CASE, 1).orElseThrow().notSentReason()).isEqualTo("CONTACTED_IN_PERSON");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("an answer that overtakes the mail keeps both facts")
    void anAnswerMayOvertakeTheMail(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);

        assertThat(invitations.answer(id, true)).isTrue();
        deliver(id, "INVITATION");

        var invitation = invitations.of(CASE, 1).orElseThrow();
        assertThat(invitation.state()).isEqualTo(SurveyState.ANSWERED);
        assertThat(invitation.sentAt()).isEqualTo(clock.instant());
        verify(files, never()).markInvited(any(), anyInt());
        assertThat(room().jdbc()
                        .sql("select answered_at from invitation")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(at("2026-05-07T10:00:00+08:00"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("reliability 3.3: of answer, expiry and cancellation at one moment exactly one wins")
    void exactlyOneWins(Database database) throws Exception {
        var invitations = open(database);
        aReachableCustomer();
        for (int round = 1; round <= 12; round++) {
            var current = round;
            given(files.get(CASE)).willReturn(file(round, null));
            invitations.plan(CASE, round, byMail());
            invitations.send(CASE, round, inAWeekAndInTwo());
            var id = invitations.of(CASE, round).orElseThrow().id();
            List<Callable<Boolean>> rivals = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                rivals.add(() -> invitations.answer(id, false));
            }
            rivals.add(() -> invitations.expire(CASE, current));
            var pool = Executors.newFixedThreadPool(rivals.size());
            try {
                int winners = 0;
                for (var rival : pool.invokeAll(rivals)) {
                    winners += rival.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("a link opens its invitation and no other text does; only hashes are stored")
    void aLinkOpensItsInvitation(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);
        var token = invitations.issueToken(id, "QR");

        assertThat(token).matches("[A-Za-z0-9_-]{22}");
        assertThat(invitations.byToken(token).orElseThrow().id()).isEqualTo(id);
        assertThat(invitations.byToken(token.toLowerCase())).isEmpty();
        assertThat(invitations.byToken("")).isEmpty();
        assertThat(invitations.byToken("' or 1=1 --")).isEmpty();
        assertThat(room().jdbc()
                        .sql("select token_hash from invitation_token")
                        .query(String.class)
                        .single())
                .hasSize(64)
                .doesNotContain(token);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("nobody is asked: the reason of the table is kept")
    void keepsTheReasonOfTheTable(Database database) {
        var invitations = open(database);

        invitations.plan(CASE, 1, new SurveyPlan("NONE", null, null, 0, "SAMPLED_OUT", "row 9"));
        invitations.plan(CASE, 1, byMail());

        assertThat(invitations.of(CASE, 1).orElseThrow().notSentReason()).isEqualTo("SAMPLED_OUT");
        assertThat(room().get(SurveySection.class).of(CASE))
                .isEqualTo(new SurveySection.Survey(
                        "NOT_SENT", "NONE", null, 1, null, null, null, null, "SAMPLED_OUT", null));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, zh, 空调 KFR-35GW 维修服务, 2026年5月6日", "en-GB, en, your 空调 KFR-35GW repair, 6 May 2026"})
    @DisplayName("B10 B12 B13: the mail carries its own link in the customer's language")
    void theMailCarriesItsOwnLink(String language, String template, String what, String on) throws Exception {
        var invitations = open(Database.H2);
        var id = sending(invitations);
        given(customers.contactOf(CUSTOMER)).willReturn(new Contact("张三", "zhang@example.com", null, null, language));
        var composer = room().get(MessageComposer.class);
        var message = new QueuedMessage(UUID.randomUUID(), "INVITATION", CASE, id, null);

        var letter = (Letter) composer.compose(message);

        assertThat(letter.template()).isEqualTo("invitation");
        assertThat(letter.locale().getLanguage()).isEqualTo(template);
        assertThat(letter.to()).isEqualTo("zhang@example.com");
        assertThat(letter.subjectArguments()).containsExactly(what, on);
        var link = String.valueOf(letter.model().get("link"));
        assertThat(link).startsWith("http://localhost:8080/s/");
        assertThat(letter.unsubscribeLink()).isEqualTo(link + "/opt-out");
        assertThat(invitations.byToken(link.substring(link.lastIndexOf('/') + 1)))
                .isPresent();
        assertThat(((Letter) composer.compose(message)).model().get("link"))
                .as("every mail has a link of its own")
                .isNotEqualTo(link);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("a mail that is no longer wanted does not leave")
    void aMailThatIsNoLongerWantedDoesNotLeave(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);
        var composer = room().get(MessageComposer.class);
        given(customers.profileOf(CUSTOMER)).willReturn(profile(Consent.YES, true, true));

        assertThat(composer.compose(new QueuedMessage(UUID.randomUUID(), "REMINDER", CASE, id, null)))
                .isEqualTo(new Withdrawn("SENDING"));
        assertThat(composer.compose(new QueuedMessage(UUID.randomUUID(), "INVITATION", CASE, id, null)))
                .isEqualTo(new Withdrawn("OPTED_OUT"));

        assertThat(invitations.of(CASE, 1).orElseThrow().notSentReason()).isEqualTo("OPTED_OUT");
        assertThat(heard.events).containsExactly(new InvitationUndeliverable(CASE, 1, "OPTED_OUT"));
        assertThat(heard.events.get(0).isObjection()).isTrue();
        verify(customers).releaseInvitation(CUSTOMER, "invitation:" + id);
        assertThat(composer.compose(new QueuedMessage(UUID.randomUUID(), "INVITATION", CASE, id, null)))
                .isEqualTo(new Withdrawn("NOT_SENT"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "G3: an invitation of an erased customer takes no answer, in time, late or on paper, and its link is dead")
    void anErasedCustomerAnswersNoMore(Database database) throws Exception {
        var invitations = open(database);
        var id = sending(invitations);
        var token = invitations.issueToken(id, "MAIL");
        invitations.expire(CASE, 1);
        var late = invitations.of(CASE, 1).orElseThrow();
        var personal = new PersonalInvitations(invitations, room().get(InvitationRepository.class));

        room().transaction()
                .executeWithoutResult(tx -> personal.erase(new ErasedRounds(CASE, List.of(1), true, "ERASED-1")));

        assertThat(invitations.answerLate(id)).isFalse();
        assertThat(invitations.isAnsweredLate(id)).isFalse();
        assertThat(invitations.byToken(token)).isEmpty();
        assertThat(late.state()).isEqualTo(SurveyState.EXPIRED);
        assertThat(invitations.of(CASE, 1).orElseThrow().customerNo()).isEqualTo("ERASED-1");
        for (var state : List.of("PLANNED", "NOT_SENT", "SENDING", "SENT", "REMINDED")) {
            room().jdbc()
                    .sql("update invitation set state = ?, reason = 'OPTED_OUT'")
                    .param(state)
                    .update();
            assertThat(invitations.answer(id, false)).as(state).isFalse();
            assertThat(invitations.answerUnasked(id)).as(state).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("G3: what was open when its customer was erased is cancelled")
    void anErasedCustomerIsNotAsked(Database database) throws Exception {
        var invitations = open(database);
        sending(invitations);

        room().transaction()
                .executeWithoutResult(tx -> new PersonalInvitations(invitations, room().get(InvitationRepository.class))
                        .erase(new ErasedRounds(CASE, List.of(1), true, "ERASED-1")));

        assertThat(state(invitations)).isEqualTo(SurveyState.CANCELLED);
        assertThat(invitations.of(CASE, 1).orElseThrow().notSentReason()).isEqualTo("CUSTOMER_ERASED");
    }

    private Invitations open(Database database) {
        given(files.get(CASE)).willReturn(file(1, null));
        open(database, heard);
        return room().get(Invitations.class);
    }

    private UUID sending(Invitations invitations) throws Exception {
        aReachableCustomer();
        invitations.plan(CASE, 1, byMail());
        invitations.send(CASE, 1, inAWeekAndInTwo());
        return invitations.of(CASE, 1).orElseThrow().id();
    }

    private static SurveyState state(Invitations invitations) {
        return invitations.of(CASE, 1).orElseThrow().state();
    }

    private Deadlines inAWeekAndInTwo() {
        var now = clock.instant();
        return new Deadlines(now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(14)));
    }

    private static SurveyPlan byMail() {
        return new SurveyPlan("EMAIL", "survey-standard", at("2026-05-07T10:00:00+08:00"), 30, null, "row 1");
    }

    /** What the diagram would hear. */
    static class Heard {

        final List<InvitationUndeliverable> events = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(InvitationUndeliverable event) {
            events.add(event);
        }
    }
}
