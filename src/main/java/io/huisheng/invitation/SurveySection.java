package io.huisheng.invitation;

import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the asking of a case has come, as the case file shows it. */
@Component
class SurveySection implements CaseSection {

    private final InvitationRepository invitations;

    SurveySection(InvitationRepository invitations) {
        this.invitations = invitations;
    }

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo) {
        return invitations.newest(caseNo).map(Survey::of).orElse(null);
    }

    /** The survey of the newest round. */
    record Survey(
            String state,
            String channel,
            @Nullable String questionnaire,
            int round,
            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime remindedAt,
            @Nullable OffsetDateTime expiresAt,
            @Nullable String notSentReason,
            @Nullable String cancelledReason) {

        static Survey of(Invitation invitation) {
            var reason = invitation.notSentReason();
            var cancelled = invitation.state() == SurveyState.CANCELLED;
            return new Survey(
                    invitation.state() == SurveyState.SENDING
                            ? SurveyState.PLANNED.name()
                            : invitation.state().name(),
                    invitation.channel(),
                    invitation.questionnaire(),
                    invitation.round(),
                    local(invitation.dueAt()),
                    local(invitation.sentAt()),
                    local(invitation.remindedAt()),
                    local(invitation.expiresAt()),
                    invitation.sentAt() == null ? reason : null,
                    cancelled ? reason : null);
        }

        private static @Nullable OffsetDateTime local(@Nullable Instant moment) {
            return moment == null ? null : moment.atZone(BusinessTime.ZONE).toOffsetDateTime();
        }
    }
}
