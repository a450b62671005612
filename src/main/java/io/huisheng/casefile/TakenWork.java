package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.Set;

/** Knows who has taken over which work on a case; whoever keeps the tasks says so. */
public interface TakenWork {

    /** The roles whose work on a case somebody has in his hands, though he need not be in them; empty where he has none. */
    Set<String> rolesOf(String userId, CaseNo caseNo);
}
