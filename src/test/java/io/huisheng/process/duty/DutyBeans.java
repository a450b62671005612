package io.huisheng.process.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

import io.huisheng.closure.AtWork;
import io.huisheng.closure.CallAttempts;
import io.huisheng.closure.Duties;
import io.huisheng.closure.Limits;
import io.huisheng.closure.Step;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

/** The beans that every diagram of a duty names, for the tests of those diagrams. */
public final class DutyBeans {

    private DutyBeans() {}

    /** Puts the clock of obligations and the step that does what is due. */
    public static Diagram put(Diagram diagram, Duties duties, Deadline deadline) {
        return diagram.with("deadline", deadline)
                .with("openDuty", new OpenDuty(duties, deadline))
                .with("obligationClock", new ObligationClock(duties, deadline))
                .with("takeDueSteps", new TakeDueSteps(duties, new DutySettings(70, 90, 100)));
    }

    /** Every obligation has the same spans, counted from the moment at which it begins. */
    public static void countFromNow(Deadline deadline, Duration warned, Duration due, Duration next) {
        given(deadline.warning(any(), anyInt())).willAnswer(call -> in(warned));
        given(deadline.of(any())).willAnswer(call -> in(due));
        given(deadline.dueAt(any())).willAnswer(call -> in(due).toInstant());
        given(deadline.next(any())).willAnswer(call -> in(next));
        given(deadline.warning(any(), anyInt(), any())).willAnswer(call -> in(warned));
        given(deadline.of(any(), any())).willAnswer(call -> in(due));
        given(deadline.next(any(), any())).willAnswer(call -> in(next));
    }

    /** How often what is due about an obligation has been done. */
    public static AtomicInteger count(Duties duties, UUID duty, String obligation, String subject) {
        var times = new AtomicInteger();
        given(duties.takeDueSteps(eq(duty), eq(obligation), eq(subject))).willAnswer(call -> {
            times.incrementAndGet();
            return Optional.of(Step.WARNED);
        });
        return times;
    }

    /** What is due about any obligation of a duty is first a warning, then the breach, then a report to the next level. */
    public static void takeEveryStep(Duties duties, UUID duty) {
        takeEveryStep(duties, duty, "");
    }

    /** The same where the obligations are about something of their own. */
    public static void takeEveryStep(Duties duties, UUID duty, String subject) {
        given(duties.takeDueSteps(eq(duty), any(), eq(subject)))
                .willReturn(Optional.of(Step.WARNED), Optional.of(Step.BREACHED), Optional.of(Step.ESCALATED));
    }

    /** The one task that waits moves up at each of these moments, and not before the first of them. */
    public static void assertMovesUp(Diagram diagram, Instant warned, Instant due, Instant next) {
        diagram.advanceTo(warned.minusSeconds(1));
        assertThat(diagram.theTask().getPriority()).as("not yet warned").isEqualTo(50);
        diagram.advanceTo(warned);
        assertThat(diagram.theTask().getPriority()).as("warned").isEqualTo(70);
        diagram.advanceTo(due);
        assertThat(diagram.theTask().getPriority()).as("breached").isEqualTo(90);
        diagram.advanceTo(next);
        assertThat(diagram.theTask().getPriority()).as("escalated").isEqualTo(100);
    }

    /** The limits of this obligation, whatever they are. */
    public static Limits limitsOf(String obligation) {
        return argThat(limits -> obligation.equals(limits.obligation()));
    }

    /** Who works on a duty, by the open tasks of this diagram. */
    public static AtWork atWork(Diagram diagram) {
        return new OfferedTasks(diagram.engine().getTaskService());
    }

    /** The step that plans the next attempt after nobody answered. */
    public static ExecutionListener planNextAttempt(CallAttempts attempts) {
        return new PlanNextAttempt(attempts);
    }

    /** What is typed, with the words of the house for what is refused. */
    public static TypedForms forms() {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setBasenames("classpath:messages/closure", "classpath:messages/shared");
        return new TypedForms(messages);
    }

    private static Date in(Duration span) {
        return Date.from(ClockUtil.getCurrentTime().toInstant().plus(span));
    }
}
