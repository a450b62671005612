package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a later room keeps of a customer: handed out when he asks for it and erased when he asks for that (G3). Every room with
 * a table that holds what customers or staff typed, or a customer number, has one; they are asked in the order of their
 * {@code @Order}, the earlier rooms first.
 */
public interface PersonalRecords {

    /** The name under which it is handed out, for example {@code answers}. */
    String name();

    /** Everything about these rounds of a case, as a record or list that becomes JSON; null where there is nothing. */
    @Nullable
    Object of(CaseNo caseNo, List<Integer> rounds);

    /**
     * Erases it inside the caller's transaction, which holds the case: what identifies the customer and every word that somebody
     * typed goes, what the statistics count stays. Whoever adds something later about an erased round must find a guard here.
     */
    void erase(ErasedRounds erased);
}
