package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.Doubt;
import io.huisheng.assessment.Doubts;
import io.huisheng.assessment.Validity;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.closure.VerificationResult.Right;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.survey.EnteredAnswer;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

@DisplayName("Verifications")
class VerificationsTest {

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID RESPONSE = UUID.fromString("00000000-0000-0000-0000-000000000009");
    private static final UUID CORRECTION = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    private final TestClock clock = new TestClock("2026-05-06T15:00:00+08:00");
    private final CaseFiles files = mock();
    private final Responses responses = mock();
    private final Assessments assessments = mock();
    private final Doubts doubts = mock();
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
    @DisplayName("C3: what the customer corrected and added becomes an answer of its own that holds only what is new")
    void correctsByANewAnswer(Database database) {
        open(database, doubt("MISSING_TEXT", null), 5);
        given(responses.correct(eq(RESPONSE), any(), anyString())).willReturn(CORRECTION);

        verifications().record(duty, RESPONSE, corrected(Map.of("overall", 2, "attitude", 4), "师傅受伤了", "先培训"), "anna");

        var correction = ArgumentCaptor.forClass(EnteredAnswer.class);
        verify(responses).correct(eq(RESPONSE), correction.capture(), eq("anna"));
        assertThat(correction.getValue().channel()).isEqualTo("PHONE");
        assertThat(correction.getValue().scores())
                .as("a score that is repeated is no correction")
                .isEqualTo(Map.of("overall", 2));
        assertThat(correction.getValue().scales()).isEqualTo(Map.of("overall", "1-5"));
        assertThat(correction.getValue().texts()).isEqualTo(Map.of("comment", "师傅受伤了", "suggestion", "先培训"));
        assertThat(correction.getValue().wantsContact()).isFalse();
        assertThat(state()).isEqualTo("CLOSED CORRECTED customer-service");
        assertThat(section().at("/0/records/0/correctionId").asText()).isEqualTo(CORRECTION.toString());
        assertThat(section().at("/0/records/0/scores/overall").asInt()).isEqualTo(2);
        verify(files).note(CASE, "VERIFICATION_CORRECTED", "核实评价：客户有更正或补充", "anna");
        verify(assessments, never()).rule(any(), any(UUID.class), any(), any(), any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C3: a customer who stands by his answer leaves it as it is, and so does one who is not reached")
    void keepsEveryAttempt(Database database) {
        open(database, doubt("EXTREME_SAMPLE", null), 5);

        verifications().record(duty, RESPONSE, result(Outcome.NOT_REACHED, "", null, null, ""), "anna");
        assertThat(verifications().unansweredAt(duty, RESPONSE)).containsExactly(clock.instant());
        assertThat(state()).isEqualTo("OPEN null customer-service");
        clock.advance(Duration.ofHours(4));
        verifications().record(duty, RESPONSE, result(Outcome.CONFIRMED, "确实满意", null, null, ""), "bert");

        assertThat(state()).isEqualTo("CLOSED VERIFIED customer-service");
        verify(responses, never()).correct(any(), any(), any());
        assertThat(verifications().of(duty))
                .extracting(VerificationRow::attempt)
                .containsExactly(1, 2);
        assertThat(verifications().of(duty)).extracting(VerificationRow::by).containsExactly("anna", "bert");
        assertThat(section().at("/0/reason").asText()).isEqualTo("EXTREME_SAMPLE");
        assertThat(section().at("/0/draw/share").asInt()).isEqualTo(20);
        assertThat(section().at("/0/records").size()).isEqualTo(2);
        assertThat(section().toString())
                .as("what colleagues wrote for each other")
                .doesNotContain("确实满意");
        assertThat(room().get(VerificationNotes.class)
                        .of(CASE)
                        .get(duty.toString())
                        .get(1)
                        .meaning())
                .isEqualTo("确实满意");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("two answers of one round share the duty, and the last of them closes it")
    void closesWithTheLastOfTwo(Database database) {
        open(database, doubt("EXTREME_SAMPLE", null), 5);
        var second = UUID.randomUUID();
        given(responses.find(second)).willReturn(Optional.of(anAnswer(second, 5)));
        given(doubts.of(second)).willReturn(Optional.of(doubt("EXTREME_SAMPLE", null)));
        assertThat(verifications().open(CASE, 1, second, null).dutyId()).isEqualTo(duty);

        verifications().record(duty, RESPONSE, result(Outcome.CONFIRMED, "确实满意", null, null, ""), "anna");
        assertThat(state()).startsWith("OPEN");

        verifications().record(duty, second, result(Outcome.CONFIRMED, "同样满意", null, null, ""), "bert");
        assertThat(state()).startsWith("CLOSED VERIFIED");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C1: a suspect answer is ruled on, with the reason")
    void rulesOnASuspectAnswer(Database database) {
        open(database, doubt("SUSPECT", null), 5);

        verifications().record(duty, RESPONSE, result(Outcome.CHECKED, "", null, Validity.INVALID, "与上一单逐字相同"), "anna");

        verify(assessments).rule(CASE, RESPONSE, Validity.INVALID, "与上一单逐字相同", "anna");
        assertThat(state()).isEqualTo("CLOSED VERIFIED customer-service");
    }

    @Test
    @DisplayName("C4: the form and the page show both values, and the record says which one is right and why")
    void decidesBetweenCustomerAndRecord() {
        open(Database.H2, doubt("CLAIM_AGAINST_FACT", "SLOW"), 5);

        assertThat(room().get(VerificationBriefs.class).of(CASE, RESPONSE))
                .containsEntry("doubt", "CLAIM_AGAINST_FACT")
                .containsEntry("contradiction", "客户：响应慢 · 记录：40 分钟内响应")
                .containsEntry("attemptsSoFar", "暂无");
        assertThat(section().at("/0/contradiction/said").asText()).isEqualTo("响应慢");
        assertThat(section().at("/0/contradiction/recorded").asText()).isEqualTo("40 分钟内响应");

        assertThat(mistakes(result(Outcome.CHECKED, "", null, null, "")))
                .containsExactly("closure.verification.right-missing");
        assertThat(mistakes(result(Outcome.CHECKED, "", Right.RECORD, null, " ")))
                .containsExactly("closure.verification.explanation-missing");
        verifications().record(duty, RESPONSE, result(Outcome.CHECKED, "", Right.RECORD, null, "派单 40 分钟后上门"), "anna");

        assertThat(verifications().of(duty).get(0).right()).isEqualTo("RECORD");
        assertThat(room().get(VerificationBriefs.class).of(CASE, RESPONSE))
                .containsEntry("attemptsSoFar", "2026-05-06 15:00 只查核了服务记录");
    }

    @Test
    @DisplayName("says what is wrong with every field, and keeps nothing of it")
    void refusesWhatIsWrong() {
        open(Database.H2, doubt("MISSING_TEXT", null), 10);

        assertThat(mistakes(corrected(Map.of("overall", 11, "attitude", 0), "", "")))
                .containsExactlyInAnyOrder(
                        "closure.verification.out-of-scale.overall", "closure.verification.out-of-scale.attitude");
        assertThat(mistakes(corrected(Map.of("overall", 4, "attitude", 4), " ", "")))
                .as("the same scores once more")
                .containsExactly("closure.verification.nothing-corrected");
        assertThat(mistakes(result(Outcome.CONFIRMED, "", null, null, "")))
                .containsExactly("closure.verification.meaning-missing");
        assertThat(mistakes(result(Outcome.CHECKED, "", null, null, "")))
                .containsExactly("closure.verification.customer-must-be-asked");
        assertThat(mistakes(result(Outcome.CONFIRMED, "字".repeat(2001), null, null, "")))
                .containsExactly("shared.text.too-long");
        assertThatThrownBy(() ->
                        verifications().record(duty, RESPONSE, result(Outcome.CONFIRMED, "好", null, null, ""), "s008"))
                .as("his own work")
                .isInstanceOf(Conflict.class);
        assertThat(verifications().of(duty)).isEmpty();
        assertThat(state()).isEqualTo("OPEN null customer-service");
        verify(responses, never()).correct(any(), any(), any());
    }

    @Test
    @DisplayName("a corrected score of a phone answer is one of ten")
    void correctsOnTheScaleOfTheAnswer() {
        open(Database.H2, doubt("EXTREME_SAMPLE", null), 10);
        given(responses.correct(eq(RESPONSE), any(), anyString())).willReturn(CORRECTION);

        verifications().record(duty, RESPONSE, corrected(Map.of("overall", 10), "", ""), "anna");

        var correction = ArgumentCaptor.forClass(EnteredAnswer.class);
        verify(responses).correct(any(), correction.capture(), any());
        assertThat(correction.getValue().scales()).isEqualTo(Map.of("overall", "1-10"));
    }

    @Test
    @DisplayName("C3: a second answer of the round is verified for its own reason, beside the first")
    void verifiesASecondAnswerOfTheRound() {
        open(Database.H2, doubt("MISSING_TEXT", null), 5);
        var again = UUID.fromString("00000000-0000-0000-0000-00000000000b");
        given(doubts.of(again)).willReturn(Optional.of(doubt("CLAIM_AGAINST_FACT", "UNSOLVED")));
        given(responses.find(again)).willReturn(Optional.of(anAnswer(RESPONSE, 5)));

        verifications().open(CASE, 1, again, clock.instant().plus(Duration.ofHours(24)));
        verifications().record(duty, RESPONSE, result(Outcome.NOT_REACHED, "", null, null, ""), "anna");

        assertThat(section().findValuesAsText("reason")).containsExactly("MISSING_TEXT", "CLAIM_AGAINST_FACT");
        assertThat(section().at("/0/records").size()).isEqualTo(1);
        assertThat(section().at("/1/records").size()).isZero();
        assertThat(room().get(VerificationBriefs.class).of(CASE, again))
                .containsEntry("contradiction", "客户：未彻底解决 · 记录：40 分钟内解决，没有升级")
                .containsEntry("attemptsSoFar", "暂无");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 分钟", "40, 40 分钟", "60, 1 小时", "90, 1 小时 30 分钟", "1440, 24 小时"})
    @DisplayName("C4: what the record says reads in hours and minutes")
    void saysHowLongItTook(int minutes, String words) {
        open(Database.H2, doubt("CLAIM_AGAINST_FACT", "SLOW", minutes), 5);

        assertThat(section().at("/0/contradiction/recorded").asText()).isEqualTo(words + "内响应");
    }

    @Test
    @DisplayName("C3: nobody was reached at any time of day")
    void givesUp() {
        open(Database.H2, doubt("MISSING_TEXT", null), 5);

        verifications().giveUp(duty, RESPONSE);

        assertThat(state()).isEqualTo("CLOSED UNREACHABLE customer-service");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C3: two answers of one round are tried, counted and given up each for itself")
    void givesUpOneOfTwo(Database database) {
        open(database, doubt("EXTREME_SAMPLE", null), 5);
        var second = UUID.randomUUID();
        given(responses.find(second)).willReturn(Optional.of(anAnswer(second, 5)));
        given(doubts.of(second)).willReturn(Optional.of(doubt("EXTREME_SAMPLE", null)));
        verifications().open(CASE, 1, second, null);

        verifications().record(duty, RESPONSE, result(Outcome.NOT_REACHED, "", null, null, ""), "anna");
        verifications().record(duty, RESPONSE, result(Outcome.NOT_REACHED, "", null, null, ""), "anna");
        verifications().record(duty, second, result(Outcome.NOT_REACHED, "", null, null, ""), "bert");
        assertThat(verifications().unansweredAt(duty, RESPONSE)).hasSize(2);
        assertThat(verifications().unansweredAt(duty, second)).hasSize(1);
        assertThat(section().at("/1/records/0/attempt").asInt()).isEqualTo(1);

        verifications().giveUp(duty, RESPONSE);
        assertThat(state()).startsWith("OPEN");

        verifications().record(duty, second, result(Outcome.CONFIRMED, "同样满意", null, null, ""), "bert");
        assertThat(state()).startsWith("CLOSED VERIFIED");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C3: giving up the last answer closes what was verified before as verified")
    void givesUpTheLastOfTwo(Database database) {
        open(database, doubt("EXTREME_SAMPLE", null), 5);
        var second = UUID.randomUUID();
        verifications().record(duty, RESPONSE, result(Outcome.NOT_REACHED, "", null, null, ""), "anna");
        given(responses.find(second)).willReturn(Optional.of(anAnswer(second, 5)));
        given(doubts.of(second)).willReturn(Optional.of(doubt("EXTREME_SAMPLE", null)));
        verifications().open(CASE, 1, second, null);
        verifications().record(duty, RESPONSE, result(Outcome.CONFIRMED, "确实满意", null, null, ""), "anna");
        assertThat(state()).startsWith("OPEN");

        verifications().giveUp(duty, second);

        assertThat(state()).startsWith("CLOSED VERIFIED");
    }

    static class Texts {

        @Bean
        ReloadableResourceBundleMessageSource messageSource() {
            var messages = new ReloadableResourceBundleMessageSource();
            messages.setDefaultEncoding("UTF-8");
            messages.setFallbackToSystemLocale(false);
            messages.setBasename("classpath:messages/closure");
            return messages;
        }
    }

    private List<String> mistakes(VerificationResult result) {
        var refused = new java.util.ArrayList<String>();
        assertThatThrownBy(() -> verifications().record(duty, RESPONSE, result, "anna"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        input -> input.violations().stream()
                                .map(Violation::messageKey)
                                .forEach(refused::add));
        return refused;
    }

    private static VerificationResult corrected(Map<String, Integer> scores, String comment, String suggestion) {
        return new VerificationResult(Outcome.CORRECTED, scores, comment, suggestion, "他另有所指", null, null, "", "下午打");
    }

    private static VerificationResult result(
            Outcome outcome, String meaning, @Nullable Right right, @Nullable Validity validity, String explanation) {
        return new VerificationResult(outcome, Map.of(), "", "", meaning, right, validity, explanation, "");
    }

    private JsonNode section() {
        return new ObjectMapper()
                .findAndRegisterModules()
                .valueToTree(room().get(VerificationsSection.class).of(CASE));
    }

    private String state() {
        return room().jdbc()
                .sql("select state, outcome, department from duty")
                .query((row, number) ->
                        row.getString("state") + " " + row.getString("outcome") + " " + row.getString("department"))
                .single();
    }

    private static Doubt doubt(String reason, @Nullable String claim) {
        return doubt(reason, claim, claim == null ? null : 40);
    }

    private static Doubt doubt(String reason, @Nullable String claim, @Nullable Integer minutes) {
        return new Doubt(
                RESPONSE,
                reason,
                claim,
                null,
                minutes,
                20,
                7,
                true,
                "customer-service",
                "Rule",
                1,
                new TestClock("2026-05-06T15:00:00+08:00").instant());
    }

    private void open(Database database, Doubt doubt, int scale) {
        Staff staff = mock();
        given(staff.titleOf(anyString())).willReturn("负责人");
        given(files.get(CASE)).willReturn(aCase());
        given(responses.find(RESPONSE)).willReturn(Optional.of(anAnswer(RESPONSE, scale)));
        given(doubts.of(RESPONSE)).willReturn(Optional.of(doubt));
        room = Room.on(
                database,
                clock,
                Verifications.class,
                VerificationsSection.class,
                VerificationNotes.class,
                VerificationBriefs.class,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                Texts.class,
                files,
                responses,
                assessments,
                doubts,
                staff,
                mock(Outbox.class));
        var opened = verifications().open(CASE, 1, RESPONSE, clock.instant().plus(Duration.ofHours(24)));
        assertThat(opened.role()).isEqualTo("customer-service");
        duty = opened.dutyId();
    }

    private Response anAnswer(UUID id, int scale) {
        return new Response(
                id,
                CASE,
                1,
                clock.instant(),
                scale == 10 ? "PHONE" : "WEB",
                false,
                false,
                "survey-standard",
                1,
                "zh-CN",
                Map.of("overall", 4, "attitude", 4),
                Map.of("overall", "1-" + scale, "attitude", "1-5"),
                Map.of(),
                Map.of(),
                false,
                90,
                9,
                true);
    }

    private CaseFile aCase() {
        return new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                clock.instant(),
                new ServiceRecord(null, null, null, null, "S008", "after-sales", null, null, null, null, null),
                Stage.ANSWERED,
                null,
                1,
                clock.instant(),
                null);
    }

    private Room room() {
        return Objects.requireNonNull(room);
    }

    private Verifications verifications() {
        return room().get(Verifications.class);
    }
}
