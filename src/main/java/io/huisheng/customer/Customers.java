package io.huisheng.customer;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The customers of the house: who they are, whether they may be asked, and when they were asked last. */
@Service
public class Customers {

    /** Creates or updates a customer; what the update leaves out stays as it is known. */
    public void remember(CustomerUpdate update, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The profile of a customer without personal data. */
    public CustomerProfile profileOf(String customerNo) {
        throw new UnsupportedOperationException();
    }

    /** The contact data of a customer, for a message that is about to leave; staff look at it through {@link #showContactTo}. */
    public Contact contactOf(String customerNo) {
        throw new UnsupportedOperationException();
    }

    /** The contact data for a member of staff who needs it; the look is put on record (G4). */
    public Contact showContactTo(String userId, String customerNo, String purpose) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reserves the right to invite this customer now, for everybody who shares his number, e-mail address or phone (A12).
     * Of any number of simultaneous callers exactly one succeeds.
     */
    public boolean reserveInvitation(String customerNo, String reservedFor, int quietDays, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** When the customer was invited last, whichever of his identities was used. */
    public Optional<Instant> lastInvited(String customerNo) {
        throw new UnsupportedOperationException();
    }

    /** The customer wants no further surveys; answers to what he asked himself still reach him. */
    public void optOut(String customerNo, String via, Instant at) {
        throw new UnsupportedOperationException();
    }
}
