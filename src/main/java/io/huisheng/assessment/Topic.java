package io.huisheng.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Something that customers talk about, with the phrases that tell.
 *
 * @param name a tag, or a kind of threat
 * @param group the problem class of a tag; {@code major} or {@code minor} for a threat
 * @param hits the phrases that tell
 * @param exclusions phrases within which a hit means something else
 */
record Topic(String name, String group, List<Phrase> hits, List<Phrase> exclusions) {

    // An explanation needs no more, and a text that repeats itself must not make the search slow.
    private static final int MOST_FINDINGS = 40;

    /** The places where the text speaks of this topic, without those that are denied or mean something else. */
    List<Finding> findIn(Passage passage, Negation negation) {
        List<Finding> found = new ArrayList<>();
        List<Finding> elsewhere = meaningElse(passage);
        for (Phrase phrase : hits) {
            var matcher = phrase.pattern().matcher(passage.searched());
            for (var from = 0; found.size() < MOST_FINDINGS && matcher.find(from); from = matcher.start() + 1) {
                if (isMeant(matcher, passage, negation) && isClearOf(elsewhere, matcher)) {
                    found.add(
                            new Finding(matcher.start(), matcher.end(), passage.words(matcher.start(), matcher.end())));
                }
            }
        }
        return longestOf(found);
    }

    private boolean isMeant(Matcher hit, Passage passage, Negation negation) {
        for (var gap = 1; gap <= hit.groupCount(); gap++) {
            if (hit.group(gap) != null && negation.deniesAfter(hit.group(gap))) {
                return false;
            }
        }
        return !negation.denies(passage, hit.start());
    }

    private List<Finding> meaningElse(Passage passage) {
        return exclusions.stream()
                .flatMap(exclusion ->
                        exclusion.pattern().matcher(passage.searched()).results())
                .map(place -> new Finding(place.start(), place.end(), ""))
                .toList();
    }

    private static boolean isClearOf(List<Finding> elsewhere, Matcher hit) {
        return elsewhere.stream().noneMatch(place -> place.overlaps(hit.start(), hit.end()));
    }

    private static List<Finding> longestOf(List<Finding> found) {
        List<Finding> longest = new ArrayList<>();
        for (Finding finding : found) {
            if (longest.stream().noneMatch(kept -> kept.covers(finding))) {
                longest.removeIf(finding::covers);
                longest.add(finding);
            }
        }
        return longest;
    }
}
