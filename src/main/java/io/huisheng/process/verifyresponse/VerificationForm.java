package io.huisheng.process.verifyresponse;

import io.huisheng.assessment.Validity;
import io.huisheng.closure.VerificationResult;
import io.huisheng.closure.VerificationResult.Outcome;
import io.huisheng.closure.VerificationResult.Right;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code forms/verify-response.form}; the names of the fields are known here only. */
final class VerificationForm {

    private static final List<String> SCORES =
            List.of("overall", "responseSpeed", "problemSolving", "professionalism", "attitude", "compliance");

    private VerificationForm() {}

    /**
     * The result as it was typed. A field that the form hid again may still hold what was typed before, so only what belongs to the
     * chosen outcome counts.
     *
     * @param typed the text of a field, stripped; empty where nothing was typed
     * @throws InvalidInput where a field cannot be read
     */
    static VerificationResult read(UnaryOperator<String> typed) {
        var outcome = chosen(Outcome.class, typed.apply("outcome"), "outcome");
        if (outcome == null) {
            throw new InvalidInput(List.of(new Violation("/outcome", "closure.verification.outcome-missing")));
        }
        var corrected = outcome == Outcome.CORRECTED;
        var decided = outcome != Outcome.NOT_REACHED;
        var reached = corrected || outcome == Outcome.CONFIRMED;
        return new VerificationResult(
                outcome,
                corrected ? scores(typed) : Map.of(),
                corrected ? typed.apply("comment") : "",
                corrected ? typed.apply("suggestion") : "",
                reached ? typed.apply("meaning") : "",
                decided ? chosen(Right.class, typed.apply("right"), "right") : null,
                decided ? chosen(Validity.class, typed.apply("validity"), "validity") : null,
                decided ? typed.apply("explanation") : "",
                typed.apply("note"));
    }

    private static Map<String, Integer> scores(UnaryOperator<String> typed) {
        Map<String, Integer> scores = new LinkedHashMap<>();
        for (var key : SCORES) {
            var text = typed.apply(key);
            if (!text.isEmpty()) {
                scores.put(key, number(key, text));
            }
        }
        return scores;
    }

    private static Integer number(String key, String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new InvalidInput(List.of(new Violation("/" + key, "closure.verification.score-unreadable")));
        }
        return Integer.valueOf(text);
    }

    private static <E extends Enum<E>> @Nullable E chosen(Class<E> type, String text, String field) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInput(List.of(new Violation("/" + field, "closure.verification." + field + "-missing")));
        }
    }
}
