package io.huisheng.assessment;

import java.util.regex.Pattern;

/**
 * Whether what is said is denied where it is said: 不是态度差, 没有说要投诉, 不会终止合作.
 *
 * @param near denies what follows it directly, at most some fillers later
 * @param wide denies the rest of its clause, unless a turn such as 就 or 只能 lies in between
 */
record Negation(Pattern near, Pattern wide) {

    // Nobody denies over a longer distance, and a text without punctuation must not make the search slow.
    private static final int REACH = 30;

    /** Whether a finding that begins here is denied by what comes before it in its clause. */
    boolean denies(Passage passage, int start) {
        var before = passage.searched().substring(Math.max(passage.clauseStart(start), start - REACH), start);
        return near.matcher(before).find() || wide.matcher(before).find();
    }

    /** Whether the characters that a gap stood for deny what comes after the gap: 态度〔并不〕差. */
    boolean deniesAfter(String gap) {
        return near.matcher(gap).find();
    }
}
