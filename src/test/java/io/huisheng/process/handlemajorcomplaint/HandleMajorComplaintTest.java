package io.huisheng.process.handlemajorcomplaint;

import static org.mockito.Mockito.verify;

import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Diagram;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram handle-major-complaint")
class HandleMajorComplaintTest extends DutyDiagramContract {

    private static final Diagram DIAGRAM = Diagram.of("handle-major-complaint");

    @RegisterExtension
    static final ProcessEngineCoverageExtension EXTENSION = DIAGRAM.extension();

    HandleMajorComplaintTest() {
        super("handle-major-complaint", "major-first-contact", DutyType.MAJOR_COMPLAINT, "Task_HandleMajorComplaint");
    }

    @Override
    protected Diagram diagram() {
        return DIAGRAM;
    }

    @Override
    protected void addBeans(Diagram diagram) {
        diagram.with("handleMajorComplaint", new HandleMajorComplaint(duties));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of("result", "方案已商定");
    }

    @Override
    protected void verifyFulfilled() {
        verify(duties).fulfil(DUTY, "SETTLED", "方案已商定", "anna");
    }
}
