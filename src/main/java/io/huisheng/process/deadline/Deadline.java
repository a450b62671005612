package io.huisheng.process.deadline;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.closure.Duties;
import io.huisheng.closure.Limits;
import io.huisheng.closure.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one bean that timers and due dates may name: {@code ${deadline.of('suggestion-reply')}}. The number behind an obligation
 * stands in {@code service-standards.dmn}; the moment is fixed when the activity starts.
 */
@Component("deadline")
public class Deadline {

    private final ServiceStandards standards;
    private final WorkingTime workingTime;
    private final Duties duties;
    private final Clock clock;

    Deadline(ServiceStandards standards, WorkingTime workingTime, Duties duties, Clock clock) {
        this.standards = standards;
        this.workingTime = workingTime;
        this.duties = duties;
        this.clock = clock;
    }

    /** The moment by which an obligation that begins now is to be fulfilled (E8). */
    public Date of(String obligation) {
        return Date.from(dueAt(obligation));
    }

    /** The moment of the first warning before that; where the standard names none, the due moment itself. */
    public Date warning(String obligation) {
        return warning(obligation, 1);
    }

    /** The moment of the n-th warning, the first being 1; where the standard names fewer, the due moment itself. */
    public Date warning(String obligation, int number) {
        var warnings = standards.get(obligation).warnings();
        return number > warnings.size()
                ? of(obligation)
                : Date.from(workingTime.after(now(), warnings.get(number - 1)));
    }

    /** The moment at which the next level hears of an obligation that is still unfulfilled. */
    public Date next(String obligation) {
        return Date.from(workingTime.after(now(), standards.get(obligation).next()));
    }

    /** {@link #of(String)}, but of the obligation of this duty that runs already, where one does (E8). */
    public Date of(String obligation, String duty) {
        return running(obligation, duty)
                .map(moments -> Date.from(moments.dueAt()))
                .orElseGet(() -> of(obligation));
    }

    /** {@link #warning(String, int)}, but of the obligation of this duty that runs already, where one does (E8). */
    public Date warning(String obligation, int number, String duty) {
        return running(obligation, duty)
                .map(moments -> Date.from(
                        number > moments.warnings().size()
                                ? moments.dueAt()
                                : moments.warnings().get(number - 1)))
                .orElseGet(() -> warning(obligation, number));
    }

    /** {@link #next(String)}, but of the obligation of this duty that runs already, where one does (E8). */
    public Date next(String obligation, String duty) {
        return running(obligation, duty)
                .map(moments -> Date.from(moments.nextAt()))
                .orElseGet(() -> next(obligation));
    }

    private Optional<Moments> running(String obligation, String duty) {
        return duties.momentsOf(UUID.fromString(duty), obligation, "");
    }

    /** All moments of an obligation that begins now (E8). */
    public Limits limitsOf(String obligation) {
        var standard = standards.get(obligation);
        var now = now();
        return new Limits(
                obligation,
                standard.title(),
                standard.version(),
                standard.warnings().stream()
                        .map(warning -> workingTime.after(now, warning))
                        .toList(),
                standard.warnRole(),
                workingTime.after(now, standard.due()),
                standard.breachRole(),
                workingTime.after(now, standard.next()),
                standard.nextRole(),
                standard.promise(),
                standard.promiseInEnglish());
    }

    /**
     * All moments of an obligation whose limit was fixed before it became this duty: the warnings lie as far before the limit, and
     * the next level as far behind it, as the standard says for one that begins now (E8).
     */
    public Limits limitsOf(String obligation, Instant dueAt) {
        var limits = limitsOf(obligation);
        var shift = Duration.between(limits.dueAt(), dueAt);
        return new Limits(
                obligation,
                limits.title(),
                limits.standardVersion(),
                limits.warnings().stream().map(warning -> warning.plus(shift)).toList(),
                limits.warnRole(),
                dueAt,
                limits.breachRole(),
                limits.nextAt().plus(shift),
                limits.nextRole(),
                limits.promise(),
                limits.promiseInEnglish());
    }

    /** {@link #of} for Java. */
    public Instant dueAt(String obligation) {
        return workingTime.after(now(), standards.get(obligation).due());
    }

    /** The moment by which an obligation that began at a given moment was to be fulfilled. */
    public Instant dueAt(String obligation, Instant begun) {
        return workingTime.after(begun, standards.get(obligation).due());
    }

    /**
     * The present moment, which stands still inside a transaction: what one step of a diagram promises and what its timers
     * watch must be the same moment.
     */
    private Instant now() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return clock.instant();
        }
        var fixed = (@Nullable Instant) TransactionSynchronizationManager.getResource(this);
        if (fixed != null) {
            return fixed;
        }
        var now = clock.instant();
        TransactionSynchronizationManager.bindResource(this, now);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(Deadline.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(Deadline.this, now);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Deadline.this);
            }
        });
        return now;
    }
}
