package io.huisheng.assessment;

import static io.huisheng.assessment.Answers.CASE;
import static io.huisheng.assessment.Answers.MORNING;
import static io.huisheng.assessment.Answers.anAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.Customers;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Doubts about answers")
class DoubtsTest {

    private final Responses responses = mock();
    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private Room room;

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C4: what the customer says stands beside what the service record says")
    void putsTheCustomersWordsBesideTheRecord(Database database) {
        var doubts = on(database, true, "after-sales");

        var facts = doubts.factsOf(
                CASE,
                assessed(
                        anAnswer().score("overall", 2).score("responseSpeed", 1).comment("响应太慢了，问题没有解决")));

        assertThat(facts)
                .isEqualTo(new DoubtFacts(false, "VALID", 2, false, true, 1, 40, true, 300, false, true, "WEB"));
    }

    @Test
    @DisplayName("C4: a record that does not know its times contradicts nobody")
    void knowsNothingFromAnEmptyRecord() {
        var doubts = on(Database.H2, true, "after-sales");
        service(new ServiceRecord(
                null, null, null, null, null, null, MORNING, null, MORNING.minusSeconds(1), null, true));

        var facts = doubts.factsOf(
                CASE, assessed(anAnswer().score("overall", 9, "1-10").by("PHONE")));

        assertThat(facts)
                .isEqualTo(
                        new DoubtFacts(false, "VALID", 5, false, false, null, null, false, null, true, false, "PHONE"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C5: draw, share and the version of the policy are on record, and the first verdict stays")
    void keepsTheDraw(Database database) {
        var doubts = on(database, true, "after-sales");
        var answer = assessed(anAnswer().score("overall", 5).comment("很好"));
        var facts = doubts.factsOf(CASE, answer);
        var share = Doubts.drawOf(answer) + 1;

        var drawn = doubts.raise(CASE, answer, facts, verdict("EXTREME_SAMPLE", "", share))
                .orElseThrow();
        var again =
                doubts.raise(CASE, answer, facts, verdict("SUSPECT", "", 100)).orElseThrow();

        assertThat(drawn.drawn()).isTrue();
        assertThat(drawn.share()).isEqualTo(share);
        assertThat(drawn.draw()).isEqualTo(share - 1);
        assertThat(drawn.policyVersion()).isEqualTo(7);
        assertThat(drawn.role()).isEqualTo("quality");
        assertThat(again).isEqualTo(drawn);
        assertThat(doubts.of(answer)).contains(drawn);
    }

    @Test
    @DisplayName("C5: an answer that was not drawn is on record too; one that nothing speaks against is not")
    void keepsWhoWasNotDrawn() {
        var doubts = on(Database.H2, true, "after-sales");
        var answer = assessed(anAnswer().score("overall", 5).comment("很好"));
        var facts = doubts.factsOf(CASE, answer);

        assertThat(doubts.raise(CASE, answer, facts, verdict("NONE", "", 0))).isEmpty();
        assertThat(doubts.of(answer)).isEmpty();
        var draw = Doubts.drawOf(answer);
        var missed = doubts.raise(CASE, answer, facts, verdict("EXTREME_SAMPLE", "", Math.max(draw, 1)));

        assertThat(missed).hasValueSatisfying(doubt -> assertThat(doubt.drawn()).isEqualTo(draw == 0));
    }

    @Test
    @DisplayName("C5: without sampling only rows that verify every answer verify any")
    void samplesNobodyWhereSamplingIsOff() {
        var doubts = on(Database.H2, false, "after-sales");
        var sampled = assessed(anAnswer().score("overall", 5).comment("很好"));
        var suspect = assessed(anAnswer().score("overall", 5).comment("真的很好"));

        assertThat(doubts.raise(CASE, sampled, doubts.factsOf(CASE, sampled), verdict("EXTREME_SAMPLE", "", 99)))
                .hasValueSatisfying(doubt -> assertThat(doubt.drawn()).isFalse());
        assertThat(doubts.raise(CASE, suspect, doubts.factsOf(CASE, suspect), verdict("SUSPECT", "", 100)))
                .hasValueSatisfying(doubt -> assertThat(doubt.drawn()).isTrue());
    }

    @ParameterizedTest(name = "rated {0}: verified by {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "after-sales, quality",
                "quality, customer-service-lead",
                "' Quality ', customer-service-lead",
                "-, quality"
            })
    @DisplayName("C5: nobody verifies what customers say about his own department")
    void isNeverVerifiedByTheRatedDepartment(@Nullable String rated, String verifier) {
        var doubts = on(Database.H2, true, rated);
        var answer = assessed(anAnswer().score("overall", 1).comment("很差"));

        var doubt = doubts.raise(CASE, answer, doubts.factsOf(CASE, answer), verdict("SUSPECT", "", 100));

        assertThat(doubt).hasValueSatisfying(found -> assertThat(found.role()).isEqualTo(verifier));
    }

    @Test
    @DisplayName("C4: keeps both values of a contradiction: the score only where no word said it")
    void keepsBothValues() {
        var doubts = on(Database.H2, true, "after-sales");
        var byScore = assessed(
                anAnswer().score("overall", 4).score("responseSpeed", 2).comment("还行"));
        var byWords = assessed(
                anAnswer().score("overall", 2).score("responseSpeed", 2).comment("响应太慢"));

        assertThat(doubts.raise(
                        CASE, byScore, doubts.factsOf(CASE, byScore), verdict("CLAIM_AGAINST_FACT", "SLOW", 100)))
                .hasValueSatisfying(doubt -> {
                    assertThat(doubt.saidScore()).isEqualTo(2);
                    assertThat(doubt.recordedMinutes()).isEqualTo(40);
                });
        assertThat(doubts.raise(
                        CASE, byWords, doubts.factsOf(CASE, byWords), verdict("CLAIM_AGAINST_FACT", "UNSOLVED", 100)))
                .hasValueSatisfying(doubt -> {
                    assertThat(doubt.saidScore()).isNull();
                    assertThat(doubt.recordedMinutes()).isEqualTo(300);
                });
    }

    @Test
    @DisplayName("C5: anybody can draw again with sha256sum, and the draw is fair")
    void drawsReproducibly() {
        // printf %s 00000000-0000-0000-0000-000000000001 | sha256sum
        assertThat(Doubts.drawOf(new UUID(0, 1))).isEqualTo(19);
        var drawn = Stream.iterate(0, next -> next + 1)
                .limit(10_000)
                .filter(next -> Doubts.drawOf(new UUID(7, next)) < 20)
                .count();
        assertThat(drawn).isBetween(1_850L, 2_150L);
    }

    private static DoubtVerdict verdict(String reason, String claim, int share) {
        return new DoubtVerdict(reason, claim, share, "quality", "customer-service-lead", "Rule", 7);
    }

    private UUID assessed(Answers answer) {
        Response response = answer.given();
        given(responses.find(response.responseId())).willReturn(Optional.of(response));
        room.get(Assessments.class).assess(response.responseId());
        return response.responseId();
    }

    private Doubts on(Database database, boolean sampling, @Nullable String department) {
        room = Room.on(
                database,
                new TestClock("2026-05-08T10:20:30+08:00"),
                Doubts.class,
                Assessments.class,
                AssessmentRows.class,
                Fingerprints.class,
                DictionaryFile.class,
                Answers.settings(),
                new DoubtSettings(sampling),
                responses,
                files,
                customers);
        service(new ServiceRecord(
                null,
                null,
                null,
                null,
                "S008",
                department,
                MORNING,
                MORNING.plus(Duration.ofMinutes(40)),
                MORNING.plus(Duration.ofMinutes(300)),
                null,
                null));
        given(customers.profileOf(any()))
                .willReturn(new CustomerProfile(
                        "C1",
                        null,
                        "VIP",
                        null,
                        null,
                        "zh-CN",
                        CustomerProfile.Consent.YES,
                        false,
                        true,
                        true,
                        false,
                        true));
        return room.get(Doubts.class);
    }

    private void service(ServiceRecord record) {
        var file = new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                MORNING,
                record,
                Stage.ANSWERED,
                null,
                1,
                MORNING,
                null);
        given(files.get(CASE)).willReturn(file);
        given(files.find(CASE)).willReturn(Optional.of(file));
    }
}
