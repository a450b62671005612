package io.huisheng.assessment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The words by which customers' texts are understood, as a process owner keeps them in {@code dictionary/feedback.yaml}.
 *
 * @param version the beginning of the hash of the file, so that every assessment says what it was made with
 * @param satisfied phrases that claim that all is well
 * @param dissatisfied phrases that claim the opposite
 * @param solved phrases that claim that the problem is solved
 * @param empty texts that say nothing, such as 无
 */
record Dictionary(
        String version,
        List<Topic> tags,
        List<Topic> threats,
        Negation negation,
        Lexicon lexicon,
        Topic satisfied,
        Topic dissatisfied,
        Topic solved,
        List<String> empty) {

    static Dictionary parse(String yaml) {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (file == null) {
            throw new IllegalArgumentException("The dictionary is empty");
        }
        var reader = new Reader(file);
        var claims = new Reader(reader.section("claims"));
        return new Dictionary(
                versionOf(yaml),
                reader.topics("tags", "class"),
                reader.topics("threats", "weight"),
                reader.negation(),
                new Lexicon(
                        new Reader(reader.section("mood")).words("positive"),
                        new Reader(reader.section("mood")).words("negative"),
                        new Reader(reader.section("mood")).words("neutral"),
                        new Reader(reader.section("mood")).words("turns")),
                reader.claim("satisfied", claims),
                reader.claim("dissatisfied", claims),
                reader.claim("solved", claims),
                reader.words("empty"));
    }

    /** Whether a text says anything at all. */
    boolean saysSomething(@Nullable String text) {
        if (text == null) {
            return false;
        }
        var bare = Passage.of(text).searched().replaceAll("[\\p{P}\\p{S}\\s]", "");
        return !bare.isEmpty() && !empty.contains(bare);
    }

    private static String versionOf(String yaml) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Reads one level of the file and names the place of whatever is wrong with it. */
    private static final class Reader {

        private final Map<String, Object> level;
        private final Map<String, List<String>> groups = new LinkedHashMap<>();
        private Phrase.Gaps gaps = new Phrase.Gaps(0, 0);

        Reader(Map<String, Object> level) {
            this.level = level;
            if (level.containsKey("groups")) {
                var named = new Reader(section("groups"));
                named.level.keySet().forEach(name -> groups.put(name, named.words(name)));
                var lengths = new Reader(section("gaps"));
                gaps = new Phrase.Gaps(lengths.number("near"), lengths.number("far"));
            }
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> section(String name) {
            if (level.get(name) instanceof Map<?, ?> section) {
                return (Map<String, Object>) section;
            }
            throw new IllegalArgumentException("The dictionary has no section '" + name + "'");
        }

        int number(String name) {
            if (level.get(name) instanceof Integer number) {
                return number;
            }
            throw new IllegalArgumentException("Not a whole number in the dictionary: '" + name + "'");
        }

        /** The words of a list; one line may hold several, separated by blanks. */
        List<String> words(String name) {
            List<String> words = new ArrayList<>();
            if (level.get(name) instanceof List<?> lines) {
                lines.forEach(line ->
                        words.addAll(List.of(String.valueOf(line).strip().split("\\s+"))));
            } else if (level.get(name) != null) {
                throw new IllegalArgumentException("Not a list of words in the dictionary: '" + name + "'");
            }
            return List.copyOf(words);
        }

        List<Topic> topics(String section, String group) {
            List<Topic> topics = new ArrayList<>();
            section(section).keySet().forEach(name -> {
                var entry = new Reader(new Reader(section(section)).section(name));
                topics.add(new Topic(
                        name,
                        String.valueOf(entry.level.get(group)),
                        phrases(name, entry.words("hits")),
                        phrases(name, entry.words("not"))));
            });
            return List.copyOf(topics);
        }

        Topic claim(String name, Reader claims) {
            return new Topic(name, "claim", phrases(name, claims.words(name)), List.of());
        }

        Negation negation() {
            var negation = new Reader(section("negation"));
            var near = "(?<!(?:" + anyOf(negation.words("affirming")) + "))(?:" + anyOf(negation.words("near")) + ")(?:"
                    + anyOf(negation.words("fillers")) + "){0,3}$";
            var wide = "(?:" + anyOf(negation.words("wide")) + ")(?:(?!" + anyOf(negation.words("turns")) + ").){0,"
                    + gaps.furthest() + "}$";
            return new Negation(Pattern.compile(near), Pattern.compile(wide));
        }

        private List<Phrase> phrases(String place, List<String> sources) {
            try {
                return sources.stream()
                        .map(source -> Phrase.of(source, groups, gaps))
                        .toList();
            } catch (IllegalArgumentException broken) {
                throw new IllegalArgumentException(
                        "In '" + place + "' of the dictionary: " + broken.getMessage(), broken);
            }
        }

        private static String anyOf(List<String> words) {
            return words.stream()
                    .map(word -> Pattern.quote(Passage.of(word).searched()))
                    .collect(Collectors.joining("|"));
        }
    }
}
