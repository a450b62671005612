package io.huisheng.process.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.Limits;
import io.huisheng.closure.Step;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every diagram of a duty must keep: opened with its limit, warned, breached, reported upwards, each at its moment (E8). */
public abstract class DutyDiagramContract {

    protected static final CaseNo CASE = new CaseNo("WO-1");
    protected static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");
    private static final Instant WARNING = START.plus(Duration.ofHours(12));
    protected static final Instant DUE = START.plus(Duration.ofHours(24));
    private static final Instant NEXT = START.plus(Duration.ofHours(48));

    private static final Limits LIMITS = new Limits(
            "x", "X", 1, List.of(WARNING), "after-sales-supervisor", DUE, "the-told", NEXT, "the-next", "", "");

    protected final Duties duties = mock();
    protected final CustomerMessages messages = mock();
    protected final Deadline deadline = mock();

    private final String key;
    private final String obligation;
    private final DutyType type;
    private final String task;

    protected DutyDiagramContract(String key, String obligation, DutyType type, String task) {
        this.key = key;
        this.obligation = obligation;
        this.type = type;
        this.task = task;
    }

    protected abstract Diagram diagram();

    /** Puts the beans that only this diagram names. */
    protected abstract void addBeans(Diagram diagram);

    /** The variables that the form of the task submits. */
    protected abstract Map<String, String> typed();

    /** What must have happened in the domain when the task is completed by {@code anna}. */
    protected abstract void verifyFulfilled();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        when(deadline.dueAt(obligation)).thenReturn(DUE);
        when(deadline.of(obligation)).thenReturn(Date.from(DUE));
        when(deadline.warning(obligation, 1)).thenReturn(Date.from(WARNING));
        when(deadline.next(obligation)).thenReturn(Date.from(NEXT));
        when(deadline.limitsOf(obligation)).thenReturn(LIMITS);
        when(duties.openOrJoin(CASE, 1, type, DUE)).thenReturn(new Duties.Opened(DUTY, true));
        when(duties.takeDueSteps(DUTY, obligation, ""))
                .thenReturn(Optional.of(Step.WARNED))
                .thenReturn(Optional.of(Step.BREACHED))
                .thenReturn(Optional.of(Step.ESCALATED));
        addBeans(DutyBeans.put(diagram(), duties, deadline));
        diagram().deploy(List.of(key + ".bpmn"));
    }

    @AfterEach
    void letTheClockGo() {
        diagram().clear();
    }

    @Test
    @DisplayName("the task is due when the duty is, and completing it fulfils the duty")
    void fulfilsTheDuty() {
        var instance = started();
        assertThat(instance).isWaitingAt(task);
        assertThat(theTask()).hasDueDate(Date.from(DUE));

        complete();

        assertThat(instance).isEnded();
        verifyFulfilled();
        var inOrder = inOrder(duties);
        inOrder.verify(duties).begin(DUTY, "", LIMITS);
        inOrder.verify(duties).meet(DUTY, obligation, "", "anna");
        verify(duties, never()).takeDueSteps(any(), any(), any());
    }

    @Test
    @DisplayName("E8: its clock falls away with the task")
    void endsTheClockWithTheTask() {
        var instance = started();

        diagram().stop(instance);

        verify(duties).drop(DUTY, obligation, "");
        verify(duties, never()).meet(any(), any(), any(), any());
    }

    @Test
    @DisplayName(
            "E8: warns, records the breach and tells the next level, each at its moment; the task moves up and stays open")
    void escalatesStepByStep() {
        var instance = started();

        diagram().reopen();
        diagram().advanceTo(WARNING.minusSeconds(1));
        stepsTaken(0);
        diagram().advanceTo(WARNING);
        stepsTaken(1);
        assertThat(theTask().getPriority()).isEqualTo(70);
        assertThat(shownInLists()).isEqualTo("即将到期");

        diagram().reopen();
        diagram().advanceTo(DUE.minusSeconds(1));
        stepsTaken(1);
        diagram().advanceTo(DUE);
        stepsTaken(2);
        assertThat(theTask().getPriority()).isEqualTo(90);
        assertThat(shownInLists()).isEqualTo("已超期");

        diagram().reopen();
        diagram().advanceTo(NEXT.minusSeconds(1));
        stepsTaken(2);
        diagram().advanceTo(NEXT);
        stepsTaken(3);
        assertThat(theTask().getPriority()).isEqualTo(100);
        assertThat(shownInLists()).isEqualTo("已超期，已上报下一级");

        diagram().reopen();
        diagram().advanceTo(NEXT.plus(Duration.ofDays(30)));
        assertThat(instance).isWaitingAt(task);
        complete();
        assertThat(instance).isEnded();
        stepsTaken(3);
    }

    private Object shownInLists() {
        return diagram().engine().getTaskService().getVariableLocal(theTask().getId(), TakeDueSteps.STATE_IN_LISTS);
    }

    private void stepsTaken(int times) {
        verify(duties, times(times)).takeDueSteps(DUTY, obligation, "");
    }

    protected ProcessInstance started() {
        return diagram().start(key, CASE, Map.of("round", 1, "contactRole", "customer-service"));
    }

    protected Task theTask() {
        return diagram().theTask();
    }

    private void complete() {
        diagram().complete(theTask(), "anna", typed());
    }
}
