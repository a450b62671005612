package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import java.util.Set;

/**
 * An invitation that was on its way will never arrive. Published inside the transaction that records it.
 *
 * @param reason the reason that is recorded on the invitation
 */
public record InvitationUndeliverable(CaseNo caseNo, int round, String reason) {

    private static final Set<String> OBJECTIONS = Set.of("NO_CONSENT", "OPTED_OUT");

    /** Whether the customer himself does not want to be asked, so that no other way may be tried either. */
    public boolean isObjection() {
        return OBJECTIONS.contains(reason);
    }
}
