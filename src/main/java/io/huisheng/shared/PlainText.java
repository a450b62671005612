package io.huisheng.shared;

import java.util.Optional;

/** What text from outside may consist of: anything people write, but no NUL, no control characters, no broken surrogates. */
public final class PlainText {

    private PlainText() {}

    /** Returns the message key of what is wrong with the text, or nothing; the length counts code points. */
    public static Optional<String> problemWith(String text, int longest) {
        throw new UnsupportedOperationException();
    }
}
