package io.huisheng.messaging;

import java.util.regex.Pattern;

/** Text that becomes part of a header: whatever could end the line, or could pass for its end, becomes a space. */
final class OneLine {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\p{Zl}\\p{Zp}]+");
    private static final Pattern HALF_CHARACTERS = Pattern.compile("\\p{Cs}");

    private OneLine() {}

    static String of(String text) {
        return HALF_CHARACTERS
                .matcher(BREAKS.matcher(text).replaceAll(" "))
                .replaceAll("\uFFFD")
                .strip();
    }
}
