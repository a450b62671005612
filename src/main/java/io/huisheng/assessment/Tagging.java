package io.huisheng.assessment;

import java.util.ArrayList;
import java.util.List;

/** Reads tags and threats out of what a customer wrote, and keeps the words that told (D2). */
final class Tagging {

    private static final String MAJOR = "major";

    private Tagging() {}

    static Reading read(Passage passage, Dictionary dictionary) {
        List<Tag> tags = new ArrayList<>();
        for (Topic topic : dictionary.tags()) {
            var words = wordsOf(topic.findIn(passage, dictionary.negation()));
            if (!words.isEmpty()) {
                tags.add(new Tag(topic.name(), words, topic.group()));
            }
        }
        List<Threat> threats = new ArrayList<>();
        for (Topic topic : dictionary.threats()) {
            var words = wordsOf(topic.findIn(passage, dictionary.negation()));
            if (!words.isEmpty()) {
                threats.add(new Threat(topic.name(), words, MAJOR.equals(topic.group())));
            }
        }
        return new Reading(List.copyOf(tags), List.copyOf(threats));
    }

    private static List<String> wordsOf(List<Finding> findings) {
        return findings.stream().map(Finding::words).distinct().toList();
    }

    /** What was read out of a text. */
    record Reading(List<Tag> tags, List<Threat> threats) {

        boolean major() {
            return threats.stream().anyMatch(Threat::major);
        }
    }

    /** A tag with the words that told and the class of problem it belongs to (D3). */
    record Tag(String tag, List<String> words, String problemClass) {}

    /** A threat with the words that told; some kinds, such as an unspecified complaint, are noted but not major. */
    record Threat(String kind, List<String> words, boolean major) {}
}
