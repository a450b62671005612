package io.huisheng.closure;

import io.huisheng.calendar.WorkingTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** What has been tried by now about an interview or a verification; only calls that nobody answered count (B3, C3). */
    public SoFar of(UUID dutyId) {
        var tried = triedAt(dutyId);
        return new SoFar(partsOfDay.tried(tried), partsOfDay.untried(tried));
    }

    /** When to call again: the next beginning of a part of the day in which nobody called in vain yet (B3, C3). */
    public Instant nextAt(UUID dutyId) {
        return partsOfDay.next(clock.instant(), triedAt(dutyId));
    }

    private List<Instant> triedAt(UUID dutyId) {
        // A duty is either an interview or a verification.
        return Stream.concat(interviews.unansweredAt(dutyId).stream(), verifications.unansweredAt(dutyId).stream())
                .toList();
    }

    /**
     * What was tried.
     *
     * @param partsTried in how many different parts of the day nobody answered
     * @param partsLeft how many parts of the day nobody has tried yet
     */
    public record SoFar(int partsTried, int partsLeft) {}
}
