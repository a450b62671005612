package io.huisheng.invitation;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What invitations know of a customer: when he was asked, and the links he was given. First of all rooms, so that no answer comes after it. */
@Component
@Order(10)
class PersonalInvitations implements PersonalRecords {

    private final Invitations invitations;
    private final InvitationRepository rows;

    PersonalInvitations(Invitations invitations, InvitationRepository rows) {
        this.invitations = invitations;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "invitations";
    }

    @Override
    public List<Invitation> of(CaseNo caseNo, List<Integer> rounds) {
        return rows.of(caseNo, rounds);
    }

    @Override
    public void erase(ErasedRounds erased) {
        erased.rounds().forEach(round -> invitations.cancel(erased.caseNo(), round, "CUSTOMER_ERASED"));
        rows.erase(erased.caseNo(), erased.rounds(), erased.pseudonym());
    }
}
