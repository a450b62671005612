package io.huisheng.closure;

import io.huisheng.calendar.WorkingTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** In which parts of the day nobody answered yet, and which part comes next (B3, C3). */
@Service
@Transactional(readOnly = true)
public class CallAttempts {

    private final Interviews interviews;
    private final Verifications verifications;
    private final PartsOfDay partsOfDay;
    private final Clock clock;

    CallAttempts(
            Interviews interviews,
            Verifications verifications,
            RecoverySettings settings,
            WorkingTime workingTime,
            Clock clock) {
        this.interviews = interviews;
        this.verifications = verifications;
        this.partsOfDay = new PartsOfDay(settings.partsOfDay(), workingTime);
        this.clock = clock;
    }

    /**
     * What has been tried by now about an interview or a verification; only calls that nobody answered count (B3, C3).
     *
     * @param responseId the answer that is verified, of several that may share the duty; null for an interview
     */
    public SoFar of(UUID dutyId, @Nullable UUID responseId) {
        var tried = triedAt(dutyId, responseId);
        return new SoFar(partsOfDay.tried(tried), partsOfDay.untried(tried));
    }

    /**
     * When to call again: the next beginning of a part of the day in which nobody called in vain yet (B3, C3).
     *
     * @param responseId the answer that is verified, of several that may share the duty; null for an interview
     */
    public Instant nextAt(UUID dutyId, @Nullable UUID responseId) {
        return partsOfDay.next(clock.instant(), triedAt(dutyId, responseId));
    }

    private List<Instant> triedAt(UUID dutyId, @Nullable UUID responseId) {
        return responseId == null ? interviews.unansweredAt(dutyId) : verifications.unansweredAt(dutyId, responseId);
    }

    /**
     * What was tried.
     *
     * @param partsTried in how many different parts of the day nobody answered
     * @param partsLeft how many parts of the day nobody has tried yet
     */
    public record SoFar(int partsTried, int partsLeft) {}
}
