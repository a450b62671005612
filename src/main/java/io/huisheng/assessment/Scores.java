package io.huisheng.assessment;

import io.huisheng.survey.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scores of an answer, made comparable across scales without losing the raw value (B7, D1). */
final class Scores {

    static final String OVERALL = "overall";

    private static final List<String> WORDS = List.of("非常不满意", "不满意", "一般", "满意", "非常满意");

    private final Response response;
    private final AssessmentSettings settings;

    Scores(Response response, AssessmentSettings settings) {
        this.response = response;
        this.settings = settings;
    }

    /** The value of a word of the scale 非常不满意 … 非常满意, 1 to 5. */
    static Optional<Integer> ofWord(String word) {
        var at = WORDS.indexOf(word.strip());
        return at < 0 ? Optional.empty() : Optional.of(at + 1);
    }

    @Nullable
    Integer overallRaw() {
        return response.scores().get(OVERALL);
    }

    /** Every score as a share of its scale: (x - 1) / (max - 1) * 100. */
    Map<String, BigDecimal> normalised() {
        var normalised = new TreeMap<String, BigDecimal>();
        response.scores().forEach((key, value) -> normalised.put(key, rounded(share(key, value))));
        return normalised;
    }

    /** The weighted mean over the dimensions that were answered; the overall score where none was. */
    @Nullable
    BigDecimal index() {
        var weights = settings.weights().of();
        var sum = 0.0;
        var weight = 0.0;
        for (var score : response.scores().entrySet()) {
            var counts = weights.getOrDefault(score.getKey(), 0.0);
            sum += counts * share(score.getKey(), score.getValue());
            weight += counts;
        }
        if (weight > 0) {
            return rounded(sum / weight);
        }
        var overall = overallRaw();
        return overall == null ? null : rounded(share(OVERALL, overall));
    }

    /** The overall score on 1–5. */
    @Nullable
    Integer overall() {
        var raw = overallRaw();
        return raw == null ? null : onFive(OVERALL, raw);
    }

    /** The lowest dimension on 1–5. */
    @Nullable
    Integer lowest() {
        return response.scores().entrySet().stream()
                .filter(score -> !OVERALL.equals(score.getKey()))
                .map(score -> onFive(score.getKey(), score.getValue()))
                .min(Integer::compare)
                .orElse(null);
    }

    /** A single dimension on 1–5. */
    @Nullable
    Integer dimension(String key) {
        var raw = response.scores().get(key);
        return raw == null ? null : onFive(key, raw);
    }

    /** How far the overall score is from the mean of the dimensions, in points of a five-point scale. */
    double gap() {
        var overall = overallRaw();
        var mean = meanOfDimensions();
        return overall == null || mean.isEmpty() ? 0 : Math.abs(share(OVERALL, overall) - mean.getAsDouble()) / 25;
    }

    /** Whether several questions got one and the same answer. */
    boolean straightLine() {
        return response.scores().size() >= 4
                && response.scores().values().stream().distinct().count() == 1;
    }

    private OptionalDouble meanOfDimensions() {
        return response.scores().entrySet().stream()
                .filter(score -> !OVERALL.equals(score.getKey()))
                .mapToDouble(score -> share(score.getKey(), score.getValue()))
                .average();
    }

    private int onFive(String key, int value) {
        if (maximumOf(key) == 10) {
            return (int) settings.fromTen().stream()
                    .filter(lowest -> value >= lowest)
                    .count();
        }
        return (int) Math.round(1 + share(key, value) / 25);
    }

    private double share(String key, int value) {
        return (value - 1) * 100.0 / (maximumOf(key) - 1);
    }

    private int maximumOf(String key) {
        var scale = response.scales().getOrDefault(key, "1-5");
        var dash = scale.indexOf('-');
        try {
            return dash < 0 ? WORDS.size() : Integer.parseInt(scale.substring(dash + 1));
        } catch (NumberFormatException words) {
            return WORDS.size();
        }
    }

    private static BigDecimal rounded(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded;
    }
}
