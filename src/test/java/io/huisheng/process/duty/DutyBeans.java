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
import java.util.List;
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

    /** Every obligation has the same spans, counted from the moment at which it begins; a second warning comes as late again. */
    public static void countFromNow(Deadline deadline, Duration warned, Duration due, Duration next) {
        given(deadline.warning(any(), anyInt()))
                .willAnswer(call -> in(warned.multipliedBy(call.<Integer>getArgument(1))));
        given(deadline.of(any())).willAnswer(call -> in(due));
        given(deadline.dueAt(any())).willAnswer(call -> in(due).toInstant());
        given(deadline.next(any())).willAnswer(call -> in(next));
        given(deadline.warning(any(), anyInt(), any()))
                .willAnswer(call -> in(warned.multipliedBy(call.<Integer>getArgument(1))));
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

    /**
     * The one task that waits moves up at each of these moments and at no other, although the server is started anew before
     * each of them and once more after the last.
     */
    public static void assertMovesUp(Diagram diagram, Instant warned, Instant due, Instant next) {
        assertPriority(diagram, 50, warned, 70);
        assertPriority(diagram, 70, due, 90);
        assertPriority(diagram, 90, next, 100);
        assertPriority(diagram, 100, next.plus(Duration.ofDays(30)), 100);
    }

    private static void assertPriority(Diagram diagram, int before, Instant moment, int then) {
        diagram.reopen();
        diagram.advanceTo(moment.minusSeconds(1));
        assertThat(diagram.theTask().getPriority()).as("before " + moment).isEqualTo(before);
        diagram.advanceTo(moment);
        assertThat(diagram.theTask().getPriority()).as("at " + moment).isEqualTo(then);
    }

    /**
     * One step is taken at each of these moments, which are in their order, and none at another, although the server is
     * started anew before each of them and once more after the last.
     */
    public static void assertStepsAt(Diagram diagram, AtomicInteger steps, List<Instant> moments) {
        var taken = 0;
        for (var moment : moments) {
            diagram.reopen();
            diagram.advanceTo(moment.minusSeconds(1));
            assertThat(steps.get()).as("before " + moment).isEqualTo(taken);
            diagram.advanceTo(moment);
            taken++;
            assertThat(steps.get()).as("at " + moment).isEqualTo(taken);
        }
        diagram.reopen();
        diagram.advanceTo(moments.get(moments.size() - 1).plus(Duration.ofDays(60)));
        assertThat(steps.get()).as("nothing comes a second time").isEqualTo(taken);
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
