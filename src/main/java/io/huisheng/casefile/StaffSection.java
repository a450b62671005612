package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import org.jspecify.annotations.Nullable;

/**
 * What a later room shows on the page of a case to members of staff only: what they wrote for each other. It is never part of
 * what the API answers.
 */
public interface StaffSection {

    /** The name of the part, for example {@code rulings}. */
    String name();

    /** The part, as a record, list or map that becomes JSON; null where there is nothing. Holds no contact data. */
    @Nullable
    Object of(CaseNo caseNo);
}
