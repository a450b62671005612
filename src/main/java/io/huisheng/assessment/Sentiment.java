package io.huisheng.assessment;

import org.jspecify.annotations.Nullable;

/** The mood of an answer: the score speaks first, the text decides where the score doesn't. */
public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE;

    /** The mood of an answer with this overall score on 1–5. */
    static Sentiment of(@Nullable Integer overall, Sentiment text) {
        if (overall == null || overall == 3) {
            return text;
        }
        if (overall < 3) {
            return NEGATIVE;
        }
        return text == NEGATIVE ? NEUTRAL : POSITIVE;
    }

    /** The mood of a text alone. */
    static Sentiment of(Passage passage, Tagging.Reading reading, Dictionary dictionary) {
        var weight = dictionary.lexicon().weigh(passage, dictionary.negation());
        var bad = weight.bad() + reading.tags().size() + reading.threats().size();
        if (bad > weight.good()) {
            return NEGATIVE;
        }
        return weight.good() > bad ? POSITIVE : NEUTRAL;
    }
}
