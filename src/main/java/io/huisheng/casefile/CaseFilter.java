package io.huisheng.casefile;

import java.util.Locale;
import java.util.Map;

/** A further way to narrow down the list of cases, contributed by the room that knows the facts behind it. */
public interface CaseFilter {

    /** The name of its GET parameter, for example {@code notSentReason}. */
    String name();

    /** What it is called on the page. */
    String label(Locale locale);

    /** What may be chosen, in order: the value of the parameter and how it is said on the page. */
    Map<String, String> choices(Locale locale);

    /** The condition in SQL, a constant: the row of the case is {@code f}, what was chosen is {@code :value}. */
    String condition();
}
