package io.huisheng.assessment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A phrase as a process owner writes it, ready to be found: {@code (a|b|)} alternatives, {@code <group>} a word of a group,
 * {@code <数>} a number, {@code …} a few characters within the clause, {@code ……} some more within the sentence, {@code /}
 * the end of a clause.
 */
record Phrase(String source, Pattern pattern) {

    private static final String NUMBER = "[0-9*一二三四五六七八九十百两几多半数]{1,6}";
    private static final String NUMBER_GROUP = "数";

    static Phrase of(String source, Map<String, List<String>> groups, Gaps gaps) {
        var regex = new StringBuilder();
        append(source, groups, gaps, regex, new ArrayDeque<>());
        if (Pattern.compile(regex.toString()).matcher("").matches()) {
            throw new IllegalArgumentException("Phrase matches nothing at all: " + source);
        }
        return new Phrase(source, Pattern.compile(regex.toString()));
    }

    private static void append(
            String source, Map<String, List<String>> groups, Gaps gaps, StringBuilder regex, Deque<String> open) {
        var depth = 0;
        for (var i = 0; i < source.length(); i++) {
            var character = source.charAt(i);
            switch (character) {
                case '(' -> {
                    depth++;
                    regex.append("(?:");
                }
                case ')' -> {
                    depth--;
                    regex.append(')');
                }
                case '|' -> regex.append('|');
                case '/' -> regex.append("(?=[,.!?;:\\s~]|$)");
                case '<' -> {
                    var end = source.indexOf('>', i);
                    if (end < 0) {
                        throw new IllegalArgumentException("Group is not closed by '>': " + source);
                    }
                    appendGroup(source.substring(i + 1, end), groups, gaps, regex, open);
                    i = end;
                }
                case '…' -> {
                    var far = i + 1 < source.length() && source.charAt(i + 1) == '…';
                    regex.append(far ? gaps.far() : gaps.near());
                    i += far ? 1 : 0;
                }
                default ->
                    regex.append(
                            Pattern.quote(Passage.of(String.valueOf(character)).searched()));
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("Brackets don't match: " + source);
        }
    }

    private static void appendGroup(
            String name, Map<String, List<String>> groups, Gaps gaps, StringBuilder regex, Deque<String> open) {
        if (NUMBER_GROUP.equals(name)) {
            regex.append(NUMBER);
            return;
        }
        var words = groups.get(name);
        if (words == null || open.contains(name)) {
            throw new IllegalArgumentException(
                    (words == null ? "No such group: " : "Group contains itself: ") + "<" + name + ">");
        }
        open.push(name);
        regex.append("(?:");
        for (var i = 0; i < words.size(); i++) {
            regex.append(i == 0 ? "" : "|");
            append(words.get(i), groups, gaps, regex, open);
        }
        regex.append(')');
        open.pop();
    }

    /** How many characters a gap may stand for; bounded, so that no text can make a search slow. */
    record Gaps(int nearest, int furthest) {

        String near() {
            return "([^,.!?;:\\s]{0," + nearest + "}?)";
        }

        String far() {
            return "([^.!?\\n]{0," + furthest + "}?)";
        }
    }
}
