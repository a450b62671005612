package io.huisheng.assessment;

import com.hankcs.hanlp.dictionary.other.CharTable;

/**
 * A customer's text beside the form in which it is searched: simplified characters, half-width, lower case. Both have the same
 * length, so that a finding can be shown in the customer's own characters.
 */
record Passage(String original, String searched) {

    private static final String CLAUSE_ENDS = ",.!?;:\n\r\t ~…、";

    static Passage of(String text) {
        return new Passage(text, CharTable.convert(text).replace('，', ',').replace('。', '.'));
    }

    static Passage of(String... texts) {
        return of(String.join("\n", texts));
    }

    /** Where the clause begins in which this position lies. */
    int clauseStart(int position) {
        var start = position;
        while (start > 0 && CLAUSE_ENDS.indexOf(searched.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    String words(int start, int end) {
        return original.substring(start, end).strip();
    }
}
