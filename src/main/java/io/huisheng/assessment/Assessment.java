package io.huisheng.assessment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the house makes of one answer.
 *
 * @param validity the state in force: the newest ruling of quality staff, else what was computed
 * @param normalised question key to its score on 0–100
 * @param index the weighted mean of the dimensions on 0–100
 * @param problemClass RESPONSE, ATTITUDE, PROFESSIONALISM, SOLUTION or OTHER; null where no problem is named (D3)
 */
public record Assessment(
        UUID responseId,
        Instant assessedAt,
        Validity validity,
        List<Reason> reasons,
        Map<String, BigDecimal> normalised,
        @Nullable BigDecimal index,
        String weightsVersion,
        String dictionaryVersion,
        Sentiment sentiment,
        @Nullable String problemClass,
        boolean major,
        List<Tagged> tags,
        List<Tagged> threats) {

    /** The words that told of threats. */
    public List<String> majorWords() {
        return major
                ? threats.stream().flatMap(threat -> threat.words().stream()).toList()
                : List.of();
    }

    /** A tag, or a kind of threat, with the words of the customer that told. */
    public record Tagged(String tag, List<String> words) {}
}
