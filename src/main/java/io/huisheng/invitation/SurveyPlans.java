package io.huisheng.invitation;

import static io.huisheng.invitation.SurveyState.NOT_SENT;
import static io.huisheng.invitation.SurveyState.PLANNED;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.shared.CaseNo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down once what was planned for a customer; a plan with channel NONE is not sent, with its reason. */
@Component
class SurveyPlans {

    private final InvitationRepository rows;
    private final CaseFiles files;
    private final Clock clock;

    SurveyPlans(InvitationRepository rows, CaseFiles files, Clock clock) {
        this.rows = rows;
        this.files = files;
        this.clock = clock;
    }

    /** Tells what was written down for the first time; what had been planned before stays as it is. */
    Invitation record(
            CaseNo caseNo,
            int round,
            Purpose purpose,
            @Nullable UUID dutyId,
            @Nullable Instant dueBy,
            SurveyPlan plan,
            Consumer<Invitation> told) {
        var nobody = "NONE".equals(plan.channel());
        // Nobody erases the customer between reading his number and writing it down.
        files.hold(caseNo);
        var planned = new Invitation(
                UUID.randomUUID(),
                caseNo,
                round,
                files.get(caseNo).customerNo(),
                nobody ? NOT_SENT : PLANNED,
                plan.channel(),
                plan.questionnaire(),
                plan.quietDays(),
                plan.inviteAt(),
                null,
                null,
                null,
                nobody ? Optional.ofNullable(plan.reason()).orElse(purpose.reasonUnlessNamed()) : null,
                purpose,
                dutyId,
                dueBy);
        if (!rows.insert(planned, plan.rule(), files.isErased(caseNo), clock.instant())) {
            return rows.find(caseNo, round, purpose, dutyId).orElseThrow();
        }
        told.accept(planned);
        return planned;
    }
}
