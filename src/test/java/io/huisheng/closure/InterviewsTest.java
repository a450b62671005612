package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.calendar.Calendars;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.closure.InterviewCall.Outcome;
import io.huisheng.customer.Customers;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.survey.DeployedForms;
import io.huisheng.survey.EnteredAnswer;
import io.huisheng.survey.Receipt;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;

@DisplayName("Phone interviews")
class InterviewsTest {

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID RESPONSE = UUID.fromString("00000000-0000-0000-0000-000000000009");

    private static final RecoverySettings PARTS_OF_DAY =
            new RecoverySettings(2, 3, List.of(LocalTime.of(9, 0), LocalTime.of(13, 30), LocalTime.of(17, 30)), 4, 30);

    private final TestClock clock = new TestClock("2026-05-06T15:00:00+08:00");
    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final Responses responses = mock();
    private final DeployedForms forms = mock();
    private @Nullable Room room;
    private UUID duty = UUID.randomUUID();

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B7: what the customer said becomes the answer of the round: overall of ten, dimensions of five")
    void becomesTheAnswerOfTheRound(Database database) {
        open(database);
        given(responses.enter(any(), anyInt(), any(), anyString()))
                .willReturn(new Responses.Entered(Receipt.STORED, RESPONSE));

        interviews().record(duty, talked(6, false, "等了三天"), at("15:05"), "anna");

        var answer = ArgumentCaptor.forClass(EnteredAnswer.class);
        verify(responses).enter(eq(CASE), eq(1), answer.capture(), eq("anna"));
        assertThat(answer.getValue().channel()).isEqualTo("PHONE");
        assertThat(answer.getValue().scores()).isEqualTo(Map.of("overall", 6, "attitude", 2));
        assertThat(answer.getValue().scales()).isEqualTo(Map.of("overall", "1-10", "attitude", "1-5"));
        assertThat(answer.getValue().texts()).isEqualTo(Map.of("comment", "等了三天"));
        assertThat(answer.getValue().choices()).isEqualTo(Map.of("problemClass", List.of("RESPONSE")));
        assertThat(answer.getValue().version()).isEqualTo(3);
        assertThat(state()).isEqualTo("CLOSED REACHED");
        assertThat(room().jdbc()
                        .sql("select response_id from interview_attempt")
                        .query(UUID.class)
                        .single())
                .isEqualTo(RESPONSE);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "B3: every call is kept in its order, with who wrote it down, and the duty stays open until somebody is reached")
    void keepsEveryCall(Database database) {
        open(database);

        interviews().record(duty, unanswered(), null, "anna");
        clock.advance(Duration.ofHours(1));
        interviews().record(duty, busy("2026-05-07T10:00:00+08:00"), null, "bert");

        var calls = interviews().of(CASE);
        assertThat(calls).extracting(Interviews.Attempt::attempt).containsExactly(1, 2);
        assertThat(calls).extracting(Interviews.Attempt::outcome).containsExactly("UNANSWERED", "BUSY");
        assertThat(calls).extracting(Interviews.Attempt::by).containsExactly("anna", "bert");
        assertThat(calls.get(1).callAgainAt()).isEqualTo(moment("2026-05-07T10:00:00+08:00"));
        assertThat(attempts().of(duty, null).partsTried())
                .as("a busy customer is no missed call")
                .isEqualTo(1);
        assertThat(state()).isEqualTo("OPEN null");
        verify(files).note(CASE, "INTERVIEW_BUSY", "客户正忙，约定 2026-05-07 10:00 再联系", "bert");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "B3: three mornings are one part of the day; the next call falls into one that was not tried, on a working day")
    void countsPartsOfTheDay(Database database) {
        clock.set("2026-05-06T11:30:00+08:00");
        open(database);

        unansweredAt("2026-05-06T11:30:00+08:00");
        assertThat(attempts().nextAt(duty, null)).isEqualTo(moment("2026-05-06T13:30:00+08:00"));
        unansweredAt("2026-05-07T10:00:00+08:00");
        unansweredAt("2026-05-08T10:00:00+08:00");

        assertThat(attempts().of(duty, null)).isEqualTo(new CallAttempts.SoFar(1, 2));
        assertThat(attempts().nextAt(duty, null)).isEqualTo(moment("2026-05-08T13:30:00+08:00"));
        unansweredAt("2026-05-08T18:30:00+08:00");
        assertThat(attempts().of(duty, null)).isEqualTo(new CallAttempts.SoFar(2, 1));
        assertThat(attempts().nextAt(duty, null))
                .as("the Saturday is a make-up working day")
                .isEqualTo(moment("2026-05-09T13:30:00+08:00"));
        unansweredAt("2026-05-09T14:00:00+08:00");
        assertThat(attempts().of(duty, null)).isEqualTo(new CallAttempts.SoFar(3, 0));
    }

    private void unansweredAt(String at) {
        clock.set(at);
        interviews().record(duty, unanswered(), null, "anna");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("A12: who refuses is left alone from now on")
    void leavesAloneWhoRefuses(Database database) {
        open(database);

        interviews().record(duty, call(Outcome.REFUSED, null, null, null), null, "anna");

        verify(customers).optOut("C1", "PHONE", clock.instant());
        assertThat(state()).isEqualTo("CLOSED REFUSED");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B3: a promise keeps the duty open until the customer has been called back")
    void keepsTheDutyOpenForAPromise(Database database) {
        open(database);
        given(responses.isAnswered(CASE, 1)).willReturn(true);

        interviews().record(duty, talked(null, true, ""), at("15:05"), "anna");

        assertThat(state()).isEqualTo("OPEN null");
        verify(responses, never()).enter(any(), anyInt(), any(), any());
        assertThatThrownBy(() -> interviews().calledBack(duty, " ", "anna")).isInstanceOf(InvalidInput.class);
        interviews().calledBack(duty, "已说明", "anna");
        assertThat(state()).isEqualTo("CLOSED REACHED");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B3: a promised call back that nobody answers has attempts of its own, and may end as not kept")
    void countsThePromisedCallBackAnew(Database database) {
        open(database);
        given(responses.isAnswered(CASE, 1)).willReturn(true);
        interviews().record(duty, unanswered(), null, "anna");
        interviews().record(duty, talked(null, true, ""), at("15:05"), "anna");
        assertThat(attempts().of(duty, null)).isEqualTo(new CallAttempts.SoFar(0, 3));

        interviews().calledBackInVain(duty, "忙音", "anna");

        assertThat(attempts().of(duty, null)).isEqualTo(new CallAttempts.SoFar(1, 2));
        assertThat(interviews().of(CASE)).extracting(Interviews.Attempt::note).contains("忙音");
        verify(files).note(CASE, "INTERVIEW_UNANSWERED", "承诺的回电没有联系上客户", "anna");
        interviews().leavePromise(duty);
        assertThat(state()).isEqualTo("CLOSED PROMISE_UNREACHABLE");
        verify(files).note(eq(CASE), eq("DUTY_CLOSED"), contains("未能兑现回电承诺，联系不上客户"), eq("system"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B3: nobody answered at any time of day: closed as unreachable")
    void givesUp(Database database) {
        open(database);

        interviews().giveUp(duty);

        assertThat(state()).isEqualTo("CLOSED UNREACHABLE");
    }

    @ParameterizedTest
    @CsvSource({"15:00, false", "14:59, true"})
    @DisplayName("B3: a call that is written down too late is kept and marked, to the minute")
    void marksWhatWasWrittenDownTooLate(String entryDue, boolean late) {
        open(Database.H2);
        given(responses.isAnswered(CASE, 1)).willReturn(true);

        interviews().record(duty, talked(null, false, ""), at(entryDue), "anna");

        assertThat(interviews().of(CASE).get(0).enteredLate()).isEqualTo(late);
        verify(files, late ? times(1) : never()).note(CASE, "INTERVIEW_ENTERED_LATE", "通话登记迟于规定时间", "system");
        assertThat(room().jdbc()
                        .sql("select count(*) from duty f where "
                                + new EnteredLateFilter(mock()).condition().replace(":value", "'late'"))
                        .query(Long.class)
                        .single())
                .isEqualTo(late ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                         closure.interview.moment-missing",
                "2026-05-06T15:00:00+08:00, closure.interview.moment-past",
                "2026-05-07T08:59:00+08:00, closure.interview.moment-outside-contact-hours",
                "2026-05-07T20:00:00+08:00, closure.interview.moment-outside-contact-hours",
                "2026-05-07T09:00:00+08:00, -",
                "2026-05-07T19:59:00+08:00, -",
            })
    @DisplayName("B3: a busy customer's moment lies in the future and inside contact hours")
    void checksTheAgreedMoment(@Nullable String again, @Nullable String mistake) {
        open(Database.H2);

        assertThat(interviews().mistakesIn(CASE, 1, busy(again)))
                .extracting(Violation::messageKey)
                .isEqualTo(mistake == null ? List.of() : List.of(mistake));
    }

    @ParameterizedTest
    @CsvSource({"false, false, true", "true, false, false", "true, true, true"})
    @DisplayName(
            "A9 B3: a score is demanded where the call is the survey, of the service or of how a complaint was dealt with")
    void demandsAScore(boolean answered, boolean askedInPerson, boolean demanded) {
        open(Database.H2);
        given(responses.isAnswered(CASE, 1)).willReturn(answered);
        given(responses.isToBeAskedInPerson(CASE, 1)).willReturn(askedInPerson);

        assertThat(interviews().mistakesIn(CASE, 1, call(Outcome.REACHED, null, null, clock.instant())))
                .extracting(Violation::messageKey)
                .isEqualTo(demanded ? List.of("closure.interview.overall-missing") : List.of());
    }

    @Test
    @DisplayName("says everything that is missing at once, and writes nothing down")
    void saysWhatIsMissing() {
        open(Database.H2);
        var nothing = call(Outcome.REACHED, null, null, null);

        assertThatThrownBy(() -> interviews().record(duty, nothing, null, "anna"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        input -> assertThat(input.violations())
                                .extracting(Violation::messageKey)
                                .containsExactly("closure.interview.overall-missing", "closure.interview.end-missing"));
        assertThat(interviews()
                        .mistakesIn(
                                CASE,
                                1,
                                call(Outcome.REACHED, null, 8, clock.instant().plusSeconds(1))))
                .extracting(Violation::messageKey)
                .containsExactly("closure.interview.end-in-future");
        assertThat(interviews().of(CASE)).isEmpty();
        assertThat(state()).isEqualTo("OPEN null");
    }

    private InterviewCall talked(@Nullable Integer overall, boolean promises, String comment) {
        return new InterviewCall(
                Outcome.REACHED,
                null,
                overall,
                Map.of("attitude", 2),
                comment,
                "",
                "RESPONSE",
                moment("2026-05-06T14:50:00+08:00"),
                "R-17",
                promises,
                promises ? "配件何时到货" : "");
    }

    private static InterviewCall unanswered() {
        return call(Outcome.UNANSWERED, null, null, null);
    }

    private static InterviewCall busy(@Nullable String again) {
        return call(Outcome.BUSY, again == null ? null : moment(again), null, null);
    }

    private static InterviewCall call(
            Outcome outcome, @Nullable Instant again, @Nullable Integer overall, @Nullable Instant endedAt) {
        return new InterviewCall(outcome, again, overall, Map.of(), "", "", null, endedAt, "", false, "");
    }

    private static Instant at(String time) {
        return moment("2026-05-06T" + time + ":00+08:00");
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private String state() {
        return room().jdbc()
                .sql("select state, outcome from duty")
                .query((row, number) -> row.getString("state") + " " + row.getString("outcome"))
                .single();
    }

    private void open(Database database) {
        Staff staff = mock();
        given(staff.titleOf(anyString())).willReturn("负责人");
        given(forms.newest("phone-interview"))
                .willReturn(Optional.of(new DeployedForms.DeployedForm("phone-interview", 3, "{}")));
        given(files.get(CASE)).willReturn(aCase());
        room = Room.on(
                database,
                clock,
                Interviews.class,
                CallAttempts.class,
                PARTS_OF_DAY,
                mock(Verifications.class),
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                Calendars.statutory(clock),
                files,
                customers,
                responses,
                forms,
                staff,
                mock(Outbox.class));
        duty = room.get(Duties.class)
                .open(CASE, 1, DutyType.INTERVIEW, clock.instant().plus(Duration.ofDays(2)));
    }

    private CaseFile aCase() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                clock.instant(),
                new ServiceRecord(null, null, null, null, null, null, null, null, null, null, null),
                Stage.WAITING,
                null,
                1,
                clock.instant(),
                null);
    }

    private Room room() {
        return Objects.requireNonNull(room);
    }

    private CallAttempts attempts() {
        return room().get(CallAttempts.class);
    }

    private Interviews interviews() {
        return room().get(Interviews.class);
    }
}
