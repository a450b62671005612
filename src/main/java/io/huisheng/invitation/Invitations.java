package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Asks each customer at most once in a round, reminds at most once, and decides who was first: the answer or the clock. */
@Service
public class Invitations {

    /** Records the plan of a round; a plan with channel NONE is recorded as not sent with its reason. Moments are UTC instants. */
    public Invitation plan(CaseNo caseNo, int round, SurveyPlan plan) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks once more whether the customer may be asked, reserves his quiet period and queues the invitation (A12).
     *
     * @param reminderAfterDays days until the reminder (B14)
     * @param lapseAfterDays days until the invitation lapses (B14)
     * @throws NotInvited with the recorded reason where he may not be asked
     */
    public Deadlines send(CaseNo caseNo, int round, int reminderAfterDays, int lapseAfterDays) throws NotInvited {
        throw new UnsupportedOperationException();
    }

    /** Queues the one reminder if the invitation is still unanswered and the customer may still be asked; returns whether it did. */
    public boolean remind(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** Lets the invitation lapse unless an answer was first; returns whether it has lapsed. */
    public boolean expire(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** Takes back an invitation that is neither answered nor expired, with the reason. */
    public void cancel(CaseNo caseNo, int round, String reason) {
        throw new UnsupportedOperationException();
    }

    /** The customer has answered: returns true for exactly one caller, and only while the invitation is open. */
    public boolean answer(UUID invitationId, boolean anonymously) {
        throw new UnsupportedOperationException();
    }

    /** The invitation of a round. */
    public Optional<Invitation> of(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** The invitation behind the secret part of a link. */
    public Optional<Invitation> byToken(String token) {
        throw new UnsupportedOperationException();
    }

    /** Makes another link to the same invitation: 128 random bits of which only the hash is stored. */
    public String issueToken(UUID invitationId, String purpose) {
        throw new UnsupportedOperationException();
    }
}
