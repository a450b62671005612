package io.huisheng.shared;

import java.util.Optional;

/** What text from outside may consist of: anything people write, but no NUL, no control characters, no broken surrogates. */
public final class PlainText {

    private PlainText() {}

    /**
     * Returns the message key of what is wrong with the text, or nothing; the length counts code points. The only argument
     * of each of these messages is the longest length allowed.
     */
    public static Optional<String> problemWith(String text, int longest) {
        int length = 0;
        for (int at = 0; at < text.length(); length++) {
            int character = text.codePointAt(at);
            if (character == 0) {
                return Optional.of("shared.text.nul");
            }
            if (isControl(character)) {
                return Optional.of("shared.text.control");
            }
            if (isLoneSurrogate(character)) {
                return Optional.of("shared.text.surrogate");
            }
            at += Character.charCount(character);
        }
        return length > longest ? Optional.of("shared.text.too-long") : Optional.empty();
    }

    private static boolean isControl(int character) {
        return (character < ' ' && character != '\n' && character != '\t' && character != '\r') || character == 0x7F;
    }

    /** A pair comes out of {@code codePointAt} as one character, so what is still a surrogate has lost its other half. */
    private static boolean isLoneSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
