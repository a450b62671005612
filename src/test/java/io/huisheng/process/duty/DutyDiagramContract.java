package io.huisheng.process.duty;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.calendar.Span;
import io.huisheng.calendar.Span.Unit;
import io.huisheng.closure.CustomerMessages;
import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyType;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.deadline.ServiceStandards;
import io.huisheng.process.deadline.Standard;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every diagram of a duty must keep: opened with its limit, warned, breached, reported upwards, each exactly once (E8). */
public abstract class DutyDiagramContract {

    protected static final CaseNo CASE = new CaseNo("WO-1");
    protected static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");
    private static final Instant WARNING = START.plus(Duration.ofHours(12));
    private static final Instant DUE = START.plus(Duration.ofHours(24));
    private static final Instant NEXT = START.plus(Duration.ofHours(48));

    protected final Duties duties = mock();
    protected final CustomerMessages messages = mock();

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
        Deadline deadline = mock();
        when(deadline.dueAt(obligation)).thenReturn(DUE);
        when(deadline.of(obligation)).thenReturn(Date.from(DUE));
        when(deadline.warning(obligation)).thenReturn(Date.from(WARNING));
        when(deadline.next(obligation)).thenReturn(Date.from(NEXT));
        ServiceStandards standards = mock();
        when(standards.get(obligation))
                .thenReturn(new Standard(
                        obligation,
                        new Span(24, Unit.HOURS),
                        List.of(new Span(12, Unit.HOURS)),
                        "the-warned",
                        "the-told",
                        new Span(48, Unit.HOURS),
                        "the-next",
                        1));
        when(duties.open(CASE, 1, type, DUE)).thenReturn(DUTY);
        diagram()
                .with("deadline", deadline)
                .with("openDuty", new OpenDuty(duties, deadline))
                .with("warnAboutDuty", new WarnAboutDuty(duties, standards))
                .with("recordBreach", new RecordBreach(duties, standards))
                .with("informNextLevel", new InformNextLevel(duties, standards));
        addBeans(diagram());
        diagram().deploy(List.of(key + ".bpmn"));
    }

    @AfterEach
    void letTheClockGo() {
        var runtime = diagram().engine().getRuntimeService();
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(left -> runtime.deleteProcessInstance(left.getId(), "test is over"));
        ClockUtil.reset();
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
        verify(duties, never()).warn(any(), any());
        verify(duties, never()).breach(any(), any());
    }

    @Test
    @DisplayName(
            "E8: warns, records the breach and tells the next level, each at its moment and once; the task stays open")
    void escalatesStepByStep() {
        var instance = started();

        diagram().advanceTo(WARNING.minusSeconds(1));
        verify(duties, never()).warn(any(), any());
        diagram().advanceTo(WARNING);
        verify(duties, times(1)).warn(DUTY, "the-warned");

        diagram().advanceTo(DUE.minusSeconds(1));
        verify(duties, never()).breach(any(), any());
        diagram().advanceTo(DUE);
        verify(duties, times(1)).breach(DUTY, "the-told");

        diagram().advanceTo(NEXT.minusSeconds(1));
        verify(duties, never()).escalate(any(), any());
        diagram().advanceTo(NEXT);
        verify(duties, times(1)).escalate(DUTY, "the-next");

        diagram().advanceTo(NEXT.plus(Duration.ofDays(30)));
        assertThat(instance).isWaitingAt(task);
        complete();
        assertThat(instance).isEnded();
        verify(duties, times(1)).breach(any(), any());
    }

    private ProcessInstance started() {
        var instance = diagram()
                .engine()
                .getRuntimeService()
                .startProcessInstanceByKey(key, CASE.value(), Map.of("round", 1, "contactRole", "customer-service"));
        diagram().runJobs();
        return instance;
    }

    private Task theTask() {
        return diagram().engine().getTaskService().createTaskQuery().singleResult();
    }

    private void complete() {
        var tasks = diagram().engine().getTaskService();
        tasks.claim(theTask().getId(), "anna");
        var values = Variables.createVariables();
        typed().forEach((field, text) -> values.putValueTyped(field, Variables.stringValue(text, true)));
        tasks.complete(theTask().getId(), values);
        diagram().runJobs();
    }
}
