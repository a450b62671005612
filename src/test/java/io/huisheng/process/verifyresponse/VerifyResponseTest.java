package io.huisheng.process.verifyresponse;

import static org.mockito.Mockito.verify;

import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Diagram;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram verify-response")
class VerifyResponseTest extends DutyDiagramContract {

    private static final Diagram DIAGRAM = Diagram.of("verify-response");

    @RegisterExtension
    static final ProcessEngineCoverageExtension EXTENSION = DIAGRAM.extension();

    VerifyResponseTest() {
        super("verify-response", "verification", DutyType.VERIFICATION, "Task_VerifyResponse");
    }

    @Override
    protected Diagram diagram() {
        return DIAGRAM;
    }

    @Override
    protected void addBeans(Diagram diagram) {
        diagram.with("verifyResponse", new VerifyResponse(duties));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of("result", "已电话核实");
    }

    @Override
    protected void verifyFulfilled() {
        verify(duties).fulfil(DUTY, "VERIFIED", "已电话核实", "anna");
    }
}
