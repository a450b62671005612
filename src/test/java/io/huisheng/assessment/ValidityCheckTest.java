package io.huisheng.assessment;

import static io.huisheng.assessment.Answers.anAnswer;
import static io.huisheng.assessment.Answers.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

@DisplayName("Validity")
class ValidityCheckTest {

    private static Set<Reason> reasonsAgainst(Answers answer, AssessmentSettings settings) {
        try {
            var dictionary = Dictionary.parse(
                    new ClassPathResource("dictionary/feedback.yaml").getContentAsString(StandardCharsets.UTF_8));
            var response = answer.given();
            return new ValidityCheck(settings)
                    .reasonsAgainst(
                            response,
                            Passage.of(String.join("\n", response.texts().values())),
                            new Scores(response, settings),
                            dictionary);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Reason> reasonsAgainst(Answers answer) {
        return reasonsAgainst(answer, settings());
    }

    @ParameterizedTest(name = "{0} s on a full form: too fast {1}")
    @CsvSource({"0, true", "59, true", "60, false", "61, false"})
    @DisplayName("C1: a full form takes a minute")
    void aFullFormTakesAMinute(int seconds, boolean tooFast) {
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).within(seconds))
                        .contains(Reason.TOO_FAST))
                .isEqualTo(tooFast);
    }

    @ParameterizedTest(name = "{1} s for {0} questions: too fast {2}")
    @CsvSource({"1, 7, true", "1, 8, false", "2, 8, false", "3, 8, true", "3, 9, false", "6, 17, true", "6, 18, false"})
    @DisplayName("C1: a short form takes three seconds a question, eight at least")
    void aShortFormTakesLess(int questions, int seconds, boolean tooFast) {
        var answer = anAnswer().score("overall", 5).onAShortFormOf(questions).within(seconds);
        assertThat(reasonsAgainst(answer).contains(Reason.TOO_FAST)).isEqualTo(tooFast);
    }

    @Test
    @DisplayName("C1: what staff enter, and what nobody timed, is never too fast")
    void whatStaffEnterIsNeverTooFast() {
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).by("PHONE").within(1)))
                .isEmpty();
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).by("PAPER").within(1)))
                .isEmpty();
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).by("PLATFORM").within(1)))
                .containsExactly(Reason.TOO_FAST);
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).within(null))).isEmpty();
    }

    @ParameterizedTest(name = "overall {0}, dimensions {1} and {2}: contradiction {3}")
    @CsvSource({
        "1, 5, 5, true",
        "5, 1, 1, true",
        "1, 4, 4, true",
        "2, 4, 4, false",
        "5, 2, 2, true",
        "5, 2, 3, false",
        "3, 1, 5, false"
    })
    @DisplayName("C2: overall score and dimensions at opposite ends contradict each other")
    void oppositeEnds(int overall, int first, int second, boolean contradiction) {
        var answer =
                anAnswer().score("overall", overall).score("attitude", first).score("responseSpeed", second);
        assertThat(reasonsAgainst(answer).contains(Reason.CONTRADICTION)).isEqualTo(contradiction);
    }

    @ParameterizedTest(name = "{0} points and {1}: contradiction {2}")
    @CsvSource({
        "1, 非常满意, true",
        "1, 没有什么不满意的地方, true",
        "1, 一切都很好, true",
        "5, 非常满意, false",
        "1, '客服非常满意，就是师傅态度太差', false",
        "1, 非常不满意, false",
        "5, 非常不满意, true",
        "5, 没有不满意, false",
        "4, 非常满意, false",
        "1, '', false",
    })
    @DisplayName("C2: a text that says the opposite of the score contradicts it")
    void oppositeText(int overall, String text, boolean contradiction) {
        var answer = anAnswer().score("overall", overall).comment(text);
        assertThat(reasonsAgainst(answer).contains(Reason.CONTRADICTION)).isEqualTo(contradiction);
    }

    @Test
    @DisplayName("C2: a problem can't be solved and rated unsolved")
    void solvedAndUnsolved() {
        assertThat(reasonsAgainst(anAnswer().score("problemSolving", 1).comment("问题已经解决了")))
                .containsExactly(Reason.CONTRADICTION);
        assertThat(reasonsAgainst(anAnswer().score("problemSolving", 1).comment("问题一直没有解决")))
                .isEmpty();
    }

    @Test
    @DisplayName("a straight line is information, no reason for doubt")
    void aStraightLineIsInformation() {
        var answer = anAnswer()
                .score("overall", 4)
                .score("attitude", 4)
                .score("compliance", 4)
                .score("responseSpeed", 4);
        var reasons = reasonsAgainst(answer);
        assertThat(reasons).containsExactly(Reason.STRAIGHT_LINE);
        assertThat(new ValidityCheck(settings()).verdict(reasons)).isEqualTo(Validity.VALID);
    }

    @Test
    @DisplayName("which state follows from which reason, and all numbers, are settings")
    void statesAndNumbersAreSettings() {
        var lenient = settings(Map.of(
                "huisheng.assessment.validity-of.too-fast", "SUSPECT",
                "huisheng.assessment.speed.full-form", "20s"));

        assertThat(reasonsAgainst(anAnswer().score("overall", 5).within(19), lenient))
                .containsExactly(Reason.TOO_FAST);
        assertThat(reasonsAgainst(anAnswer().score("overall", 5).within(20), lenient))
                .isEmpty();
        assertThat(new ValidityCheck(lenient).verdict(Set.of(Reason.TOO_FAST))).isEqualTo(Validity.SUSPECT);
        assertThat(new ValidityCheck(lenient).verdict(Set.of(Reason.TOO_FAST, Reason.CONTRADICTION)))
                .isEqualTo(Validity.INVALID);
    }
}
