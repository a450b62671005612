package io.huisheng.invitation;

import io.huisheng.shared.CaseNo;
import java.util.UUID;

/**
 * A follow-up survey is not going to be answered any more: it was withdrawn, or could not be delivered. Published inside the
 * transaction that records it.
 *
 * @param reason the reason that is recorded on the invitation
 */
public record FollowUpEnded(UUID invitationId, CaseNo caseNo, int round, String reason) {

    /** Whether it failed on its way, so that another way may be tried; everything else is somebody's will. */
    public boolean isUndeliverable() {
        return "UNDELIVERABLE".equals(reason);
    }
}
