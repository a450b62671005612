package io.huisheng.process.phoneinterview;

import static org.mockito.Mockito.verify;

import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Diagram;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram phone-interview")
class PhoneInterviewTest extends DutyDiagramContract {

    private static final Diagram DIAGRAM = Diagram.of("phone-interview");

    @RegisterExtension
    static final ProcessEngineCoverageExtension EXTENSION = DIAGRAM.extension();

    PhoneInterviewTest() {
        super("phone-interview", "contact-customer", DutyType.INTERVIEW, "Task_ContactCustomer");
    }

    @Override
    protected Diagram diagram() {
        return DIAGRAM;
    }

    @Override
    protected void addBeans(Diagram diagram) {
        diagram.with("contactCustomer", new ContactCustomer(duties));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of("outcome", "REACHED", "note", "很满意");
    }

    @Override
    protected void verifyFulfilled() {
        verify(duties).fulfil(DUTY, "REACHED", "很满意", "anna");
    }
}
