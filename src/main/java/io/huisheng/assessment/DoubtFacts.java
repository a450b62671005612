package io.huisheng.assessment;

import org.jspecify.annotations.Nullable;

/**
 * What {@code verification-policy.dmn} decides on: what the customer said beside what the service record says.
 *
 * @param ofVerification whether the answer itself is a correction that came out of a verification
 * @param overall the overall score normalised to 1–5
 * @param saysSlow whether his words complain about the response
 * @param responseSpeed what he gave for it, 1–5
 * @param responseMinutes after how many minutes the record says somebody responded
 * @param saysUnsolved whether his words say that the trouble is not over
 * @param solvedMinutes after how many minutes the record says it was
 */
public record DoubtFacts(
        boolean ofVerification,
        String validity,
        @Nullable Integer overall,
        boolean major,
        boolean saysSlow,
        @Nullable Integer responseSpeed,
        @Nullable Integer responseMinutes,
        boolean saysUnsolved,
        @Nullable Integer solvedMinutes,
        boolean escalated,
        boolean hasWords,
        String channel) {}
