package io.huisheng.assessment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The numbers by which answers are assessed.
 *
 * @param fromTen the lowest values of a 1–10 scale that stand for 1, 2, 3, 4 and 5; up to 7 of 10 counts like up to 3 of 5 (E3)
 * @param assessAfter how old a forgotten answer must be before the sweeper takes it; its diagram goes first
 */
@Validated
@ConfigurationProperties("huisheng.assessment")
public record AssessmentSettings(
        @Valid @DefaultValue Speed speed,
        @Valid @DefaultValue Contradiction contradiction,
        @Valid @DefaultValue Duplicate duplicate,
        Map<Reason, Validity> validityOf,
        @Valid @DefaultValue Weights weights,

        @Size(min = 5, max = 5) @DefaultValue({"1", "3", "5", "8", "9"})
        List<Integer> fromTen,

        @NotNull @DefaultValue("5s") Duration assessAfter) {

    private static final Map<Reason, Validity> VALIDITY_OF = Map.of(
            Reason.TOO_FAST, Validity.INVALID,
            Reason.CONTRADICTION, Validity.INVALID,
            Reason.DUPLICATE, Validity.SUSPECT,
            Reason.STRAIGHT_LINE, Validity.VALID);

    /** A setting overrules single reasons; the others keep their default. */
    public AssessmentSettings {
        var all = new HashMap<>(VALIDITY_OF);
        if (validityOf != null) {
            all.putAll(validityOf);
        }
        validityOf = Map.copyOf(all);
    }

    /**
     * When an answer was given too fast to be true (C1).
     *
     * @param fullForm the least time for a full form
     * @param shortForm the least time for any other form
     * @param perQuestion the least time per question of such a form
     * @param exemptChannels channels that staff enter
     */
    public record Speed(
            @NotNull @DefaultValue("60s") Duration fullForm,
            @NotNull @DefaultValue("8s") Duration shortForm,
            @NotNull @DefaultValue("3s") Duration perQuestion,
            @NotNull @DefaultValue({"PHONE", "PAPER"}) Set<String> exemptChannels) {}

    /**
     * When an answer contradicts itself (C2).
     *
     * @param gap how far overall score and mean of the dimensions may be apart, on 1–5, before they contradict each other
     */
    public record Contradiction(@Positive @DefaultValue("3") double gap) {}

    /**
     * When an answer repeats another.
     *
     * @param sameCustomerLength characters from which a customer's repeated text counts
     * @param sameCustomerWithin how long it counts
     * @param otherCustomerLength characters from which the text of another customer counts
     */
    public record Duplicate(
            @Positive @DefaultValue("15") int sameCustomerLength,
            @NotNull @DefaultValue("24h") Duration sameCustomerWithin,
            @Positive @DefaultValue("30") int otherCustomerLength) {}

    /** How much each dimension counts in the overall index; a new weighting gets a new version. */
    public record Weights(
            @NotBlank @DefaultValue("1") String version,
            @NotEmpty Map<String, Double> of) {

        private static final Map<String, Double> EQUAL = Map.of(
                "responseSpeed", 1.0,
                "problemSolving", 1.0,
                "professionalism", 1.0,
                "attitude", 1.0,
                "compliance", 1.0);

        /** Without a setting every dimension counts the same. */
        public Weights {
            of = of == null || of.isEmpty() ? EQUAL : Map.copyOf(of);
        }
    }
}
