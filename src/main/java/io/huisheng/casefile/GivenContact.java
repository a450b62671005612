package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.List;

/** How a customer asked to be reached about one case, kept by a later room. Shown only behind a recorded look (G4). */
public interface GivenContact {

    /** What the customer typed, the newest first; empty where he left nothing. */
    List<String> of(CaseNo caseNo);
}
