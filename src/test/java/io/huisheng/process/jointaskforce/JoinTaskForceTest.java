package io.huisheng.process.jointaskforce;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.huisheng.closure.Duties;
import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Diagram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram join-task-force")
class JoinTaskForceTest {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("join-task-force");

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final UUID DUTY = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");

    private final MajorComplaints complaints = mock();
    private final Duties duties = mock();
    private final Deadline deadline = mock();

    @BeforeEach
    void deploy() {
        Diagram.clockAt(START);
        DutyBeans.countFromNow(deadline, Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(48));
        DutyBeans.put(DIAGRAM, duties, deadline)
                .with("joinTaskForce", new JoinTaskForce(complaints, DutyBeans.forms()));
        DIAGRAM.deploy(List.of("join-task-force.bpmn"));
    }

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @Test
    @DisplayName("E5: each role gets its own task and its own clock, and says what it takes over")
    void joins() {
        var lead = started("technical-lead");
        var other = started("after-sales-supervisor");

        DIAGRAM.complete(DIAGRAM.theTask("Task_JoinTaskForce", "technical-lead"), "anna", Map.of("note", " 负责检测 "));

        assertThat(lead).isEnded();
        assertThat(other).isWaitingAt("Task_JoinTaskForce");
        verify(complaints).join(DUTY, "technical-lead", "负责检测", "anna");
        verify(duties).meet(DUTY, "major-join", "technical-lead", "anna");
    }

    @Test
    @DisplayName("E5 F14: a role that does not come is warned about three times, then reported, then reported again")
    void escalates() {
        var instance = started("technical-lead");
        var steps = DutyBeans.count(duties, DUTY, "major-join", "technical-lead");

        DutyBeans.assertStepsAt(
                DIAGRAM,
                steps,
                Stream.of(2, 4, 6, 24, 48)
                        .map(hours -> START.plus(Duration.ofHours(hours)))
                        .toList());
        assertThat(instance).isWaitingAt("Task_JoinTaskForce");
    }

    private static ProcessInstance started(String role) {
        return DIAGRAM.start("join-task-force", CASE, Map.of("round", 1, "dutyId", DUTY.toString(), "role", role));
    }
}
