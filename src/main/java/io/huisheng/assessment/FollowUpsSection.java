package io.huisheng.assessment;

import io.huisheng.casefile.CaseSection;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyState;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Responses;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the surveys that followed up the duties of a case, each with its answer; the answer to the service itself stands apart. */
@Component
class FollowUpsSection implements CaseSection {

    private final FollowUps followUps;
    private final Responses responses;
    private final ResponseSection answers;

    FollowUpsSection(FollowUps followUps, Responses responses, ResponseSection answers) {
        this.followUps = followUps;
        this.responses = responses;
        this.answers = answers;
    }

    @Override
    public String name() {
        return "followUps";
    }

    @Override
    public Object of(CaseNo caseNo) {
        return followUps.of(caseNo).stream().map(this::view).toList();
    }

    private View view(Invitation survey) {
        var reason = survey.notSentReason();
        return new View(
                survey.purpose(),
                survey.state() == SurveyState.SENDING ? SurveyState.PLANNED : survey.state(),
                survey.channel(),
                survey.questionnaire(),
                survey.round(),
                survey.dutyId(),
                local(survey.dueAt()),
                local(survey.dueBy()),
                local(survey.sentAt()),
                local(survey.expiresAt()),
                survey.state() == SurveyState.NOT_SENT ? reason : null,
                survey.state() == SurveyState.CANCELLED ? reason : null,
                responses.to(survey.id()).map(answers::view).orElse(null));
    }

    private static @Nullable OffsetDateTime local(@Nullable Instant moment) {
        return moment == null ? null : moment.atZone(BusinessTime.ZONE).toOffsetDateTime();
    }

    /** A follow-up survey as the outside sees it. */
    record View(
            Purpose purpose,
            SurveyState state,
            String channel,
            @Nullable String questionnaire,
            int round,
            @Nullable UUID dutyId,
            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime dueBy,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime expiresAt,
            @Nullable String notSentReason,
            @Nullable String cancelledReason,
            ResponseSection.@Nullable View response) {}
}
