package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import org.jspecify.annotations.Nullable;

/** What a later room contributes to the case file: one named part of the case as JSON, shown on its page as well. */
public interface CaseSection {

    /** The name of the part, for example {@code survey}. */
    String name();

    /** The part, as a record or list that becomes JSON; null where there is nothing yet. Holds no contact data. */
    @Nullable
    Object of(CaseNo caseNo);
}
