package io.huisheng.assessment;

import static io.huisheng.assessment.Answers.anAnswer;
import static io.huisheng.assessment.Answers.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Scores")
class ScoresTest {

    private static Scores scores(Answers answer) {
        return new Scores(answer.given(), settings());
    }

    @ParameterizedTest(name = "{0} of {1} is {2} of 100 and {3} of 5")
    @CsvSource({
        "1, 1-5, 0, 1", "2, 1-5, 25, 2", "3, 1-5, 50, 3", "4, 1-5, 75, 4", "5, 1-5, 100, 5",
        "1, 1-10, 0, 1", "2, 1-10, 11.11, 1", "3, 1-10, 22.22, 2", "5, 1-10, 44.44, 3", "7, 1-10, 66.67, 3",
        "8, 1-10, 77.78, 4", "9, 1-10, 88.89, 5", "10, 1-10, 100, 5", "4, words, 75, 4",
    })
    @DisplayName("B7, E3: keep their scale and become comparable; 7 of 10 still calls for follow-up")
    void becomeComparable(int value, String scale, String normalised, int onFive) {
        var scores = scores(anAnswer().score("overall", value, scale));

        assertThat(scores.normalised().get("overall")).hasToString(normalised);
        assertThat(scores.overall()).isEqualTo(onFive);
        assertThat(scores.overallRaw()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"非常满意, 5", "满意, 4", "一般, 3", "不满意, 2", "非常不满意, 1"})
    @DisplayName("B7: words have values")
    void wordsHaveValues(String word, int value) {
        assertThat(Scores.ofWord(word)).hasValue(value);
        assertThat(Scores.ofWord("还行")).isEmpty();
    }

    @Test
    @DisplayName("D1: weigh only what was answered")
    void weighOnlyWhatWasAnswered() {
        var weighted = settings(Map.of(
                "huisheng.assessment.weights.version", "2026-07",
                "huisheng.assessment.weights.of.attitude", "3",
                "huisheng.assessment.weights.of.responseSpeed", "1",
                "huisheng.assessment.weights.of.compliance", "6"));
        var answer = anAnswer().score("overall", 1).score("attitude", 5).score("responseSpeed", 1);

        assertThat(new Scores(answer.given(), weighted).index()).hasToString("75");
        assertThat(scores(answer).index()).hasToString("50");
        assertThat(scores(anAnswer().score("overall", 4)).index()).hasToString("75");
        assertThat(scores(anAnswer()).index()).isNull();
        assertThat(weighted.weights().version()).isEqualTo("2026-07");
    }

    @Test
    @DisplayName("know the lowest dimension, without the overall score")
    void knowTheLowestDimension() {
        assertThat(scores(anAnswer().score("overall", 1).score("attitude", 4).score("compliance", 2))
                        .lowest())
                .isEqualTo(2);
        assertThat(scores(anAnswer().score("overall", 1)).lowest()).isNull();
    }
}
