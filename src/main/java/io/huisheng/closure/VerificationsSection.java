package io.huisheng.closure;

import io.huisheng.assessment.Doubt;
import io.huisheng.assessment.Doubts;
import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows why answers of a case are verified and what came of it; what colleagues wrote for each other is not part of it. */
@Component
class VerificationsSection implements CaseSection {

    private final DutyRows duties;
    private final Verifications verifications;
    private final Doubts doubts;
    private final VerificationBriefs briefs;

    VerificationsSection(DutyRows duties, Verifications verifications, Doubts doubts, VerificationBriefs briefs) {
        this.duties = duties;
        this.verifications = verifications;
        this.doubts = doubts;
        this.briefs = briefs;
    }

    @Override
    public String name() {
        return "verifications";
    }

    @Override
    public List<View> of(CaseNo caseNo) {
        return duties.of(caseNo).stream()
                .filter(duty -> duty.type() == DutyType.VERIFICATION)
                .flatMap(duty -> verifications.answersOf(duty.id()).stream().map(answer -> view(duty, answer)))
                .toList();
    }

    private View view(Duty duty, UUID responseId) {
        var doubt = doubts.of(responseId).orElse(null);
        return new View(
                duty.id(),
                responseId,
                doubt == null ? null : doubt.reason(),
                doubt == null ? null : doubt.role(),
                doubt == null ? null : new Draw(doubt.share(), doubt.draw(), doubt.policyVersion()),
                doubt == null ? null : contradiction(doubt),
                verifications.of(duty.id(), responseId).stream()
                        .map(VerificationsSection::view)
                        .toList());
    }

    private @Nullable Contradiction contradiction(Doubt doubt) {
        var claim = doubt.claim();
        return claim == null ? null : new Contradiction(claim, briefs.said(doubt), briefs.recorded(doubt));
    }

    private static Attempt view(VerificationRow row) {
        return new Attempt(
                row.attempt(),
                row.outcome(),
                OffsetDateTime.ofInstant(row.at(), BusinessTime.ZONE),
                row.scores(),
                row.comment().isEmpty() ? null : row.comment(),
                row.suggestion().isEmpty() ? null : row.suggestion(),
                row.right(),
                row.validity(),
                row.correctionId());
    }

    /** A verification as the outside sees it. */
    record View(
            UUID dutyId,
            UUID responseId,
            @Nullable String reason,
            @Nullable String verifiedBy,
            @Nullable Draw draw,
            @Nullable Contradiction contradiction,
            List<Attempt> records) {}

    /** How the answer was chosen: {@code draw} lies below {@code share}. */
    record Draw(int share, int draw, int policyVersion) {}

    /** What the customer said beside what the service record says. */
    record Contradiction(String claim, String said, String recorded) {}

    /** One attempt and what the customer corrected. */
    record Attempt(
            int attempt,
            String outcome,
            OffsetDateTime at,
            Map<String, Integer> scores,
            @Nullable String comment,
            @Nullable String suggestion,
            @Nullable String right,
            @Nullable String validity,
            @Nullable UUID correctionId) {}
}
