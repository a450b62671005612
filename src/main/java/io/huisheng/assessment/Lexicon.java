package io.huisheng.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words with a mood. The longest word counts, so that 不错 is not 错 and 不好意思 is not 不好. */
final class Lexicon {

    private final Map<String, Mood> words = new HashMap<>();
    private final int longest;

    Lexicon(List<String> positive, List<String> negative, List<String> neutral, List<String> turns) {
        turns.forEach(word -> words.put(searched(word), Mood.TURN));
        neutral.forEach(word -> words.put(searched(word), Mood.NEUTRAL));
        positive.forEach(word -> words.put(searched(word), Mood.POSITIVE));
        negative.forEach(word -> words.put(searched(word), Mood.NEGATIVE));
        longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Weighs good against bad: above nought is good; what comes after the last turn (但是, 就是) counts twice. */
    Weight weigh(Passage passage, Negation negation) {
        var text = passage.searched();
        var weight = new Weight(0, 0);
        for (var at = 0; at < text.length(); ) {
            var length = lengthOfWordAt(text, at);
            if (length > 0) {
                weight = switch (words.getOrDefault(text.substring(at, at + length), Mood.NEUTRAL)) {
                    case POSITIVE -> negation.denies(passage, at) ? weight.plus(0, 1) : weight.plus(1, 0);
                    // a denied fault is no praise yet: 没有噪音
                    case NEGATIVE -> negation.denies(passage, at) ? weight : weight.plus(0, 1);
                    case TURN -> weight.halved();
                    case NEUTRAL -> weight;
                };
            }
            at += Math.max(length, 1);
        }
        return weight;
    }

    /** How much good a text says. */
    double praises(Passage passage, Negation negation) {
        return weigh(passage, negation).good();
    }

    private int lengthOfWordAt(String text, int at) {
        for (var length = Math.min(longest, text.length() - at); length > 0; length--) {
            if (words.containsKey(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    private static String searched(String word) {
        return Passage.of(word).searched();
    }

    private enum Mood {
        POSITIVE,
        NEGATIVE,
        NEUTRAL,
        TURN
    }

    /** How much good and bad a text says. */
    record Weight(double good, double bad) {

        Weight plus(double moreGood, double moreBad) {
            return new Weight(good + moreGood, bad + moreBad);
        }

        Weight halved() {
            return new Weight(good / 2, bad / 2);
        }
    }
}
