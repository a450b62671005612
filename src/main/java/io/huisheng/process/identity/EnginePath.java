package io.huisheng.process.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A path below {@code /camunda/api/} with exactly one reading; whatever two parsers might read differently has none.
 *
 * @param resource what is asked for, for example {@code engine/task/4711/claim}: without the engine's name, without a slash at its end
 */
record EnginePath(String resource) {

    private static final String API = "/camunda/api/";
    private static final Pattern PLAIN = Pattern.compile("(/([\\w.~:@!$&'()*+,=-]|%[0-9A-Fa-f]{2})+)+/?");
    /** Encoded control characters, and everything that could change the structure of the path once decoded. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("%(0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff]|2[EeFf5]|3[BbFf]|23|5[Cc])|/\\.{1,2}(/|$)");

    private static final Pattern OF_ENGINE = Pattern.compile("engine/engine/[\\w-]+/(.+)");

    /** Whether a raw path has exactly one reading. */
    static boolean isPlain(@Nullable String uri) {
        return uri != null
                && PLAIN.matcher(uri).matches()
                && !AMBIGUOUS.matcher(uri).find();
    }

    /** Reads the raw path of a request; nothing where it has more than one reading. */
    static Optional<EnginePath> of(@Nullable String uri) {
        if (uri == null || !isPlain(uri) || !uri.startsWith(API)) {
            return Optional.empty();
        }
        // nothing that is encoded can change the structure any more, but it could hide a word from the rules
        var rest = UriUtils.decode(uri.substring(API.length()), StandardCharsets.UTF_8);
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        var engine = OF_ENGINE.matcher(rest);
        return Optional.of(new EnginePath(engine.matches() ? "engine/" + engine.group(1) : rest));
    }

    boolean matches(Pattern pattern) {
        return pattern.matcher(resource).matches();
    }
}
