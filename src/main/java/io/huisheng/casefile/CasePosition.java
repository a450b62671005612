package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.List;
import java.util.Optional;

/** Where a case stands in its diagram; answered by the room that knows the engine. */
public interface CasePosition {

    /** The newest round of the case first, then what it called. */
    List<Place> of(CaseNo caseNo);

    /** The diagram that a place was drawn in, as BPMN XML. */
    Optional<String> diagram(String definitionId);

    /** Where the case stands in one diagram: the ids of the nodes it stands at and of those it has passed. */
    record Place(
            String definitionId,
            String diagramKey,
            int diagramVersion,
            boolean ended,
            List<String> current,
            List<String> passed) {}
}
