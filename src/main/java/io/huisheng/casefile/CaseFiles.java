package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The case files of the house, and the only place where the stage of a case changes. */
@Service
public class CaseFiles {

    /**
     * Takes a service event into its case: opens the case or its next round, or tells the running round what happened.
     *
     * @throws Conflict where the event contradicts the state of the case
     */
    public CaseFile receive(ServiceEvent event) {
        throw new UnsupportedOperationException();
    }

    /** The file of a case. */
    public Optional<CaseFile> find(CaseNo caseNo) {
        throw new UnsupportedOperationException();
    }

    /** The file of a case that must exist. */
    public CaseFile get(CaseNo caseNo) {
        throw new UnsupportedOperationException();
    }

    /** The customer has been invited in this round. */
    public void markInvited(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** The customer has answered in this round. */
    public void markAnswered(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** The loop of this round is closed; a round that is no longer the current one changes nothing. */
    public void close(CaseNo caseNo, int round, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line to the timeline: text is Chinese, short and free of personal data; {@code by} is customer, system or a user id. */
    public void note(CaseNo caseNo, String kind, String text, String by) {
        throw new UnsupportedOperationException();
    }
}
