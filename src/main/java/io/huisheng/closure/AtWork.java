package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.util.Set;
import java.util.UUID;

/** Who works on a duty at present; answered by the room that knows the engine. */
public interface AtWork {

    /** The roles to whom the open tasks of a duty are offered; empty where none is open. */
    Set<String> rolesOf(CaseNo caseNo, UUID dutyId);
}
