package io.huisheng.process.recoverservice;

import static org.mockito.Mockito.verify;

import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Diagram;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram recover-service")
class RecoverServiceTest extends DutyDiagramContract {

    private static final Diagram DIAGRAM = Diagram.of("recover-service");

    @RegisterExtension
    static final ProcessEngineCoverageExtension EXTENSION = DIAGRAM.extension();

    RecoverServiceTest() {
        super("recover-service", "recovery-work", DutyType.RECOVERY, "Task_RecoverService");
    }

    @Override
    protected Diagram diagram() {
        return DIAGRAM;
    }

    @Override
    protected void addBeans(Diagram diagram) {
        diagram.with("recoverService", new RecoverService(duties));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of("result", "重新上门");
    }

    @Override
    protected void verifyFulfilled() {
        verify(duties).fulfil(DUTY, "RECOVERED", "重新上门", "anna");
    }
}
