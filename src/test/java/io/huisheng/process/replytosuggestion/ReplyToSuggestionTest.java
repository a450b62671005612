package io.huisheng.process.replytosuggestion;

import static org.mockito.Mockito.verify;

import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Diagram;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Diagram reply-to-suggestion")
class ReplyToSuggestionTest extends DutyDiagramContract {

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.of("reply-to-suggestion");

    ReplyToSuggestionTest() {
        super("reply-to-suggestion", "suggestion-reply", DutyType.SUGGESTION_REPLY, "Task_ReplyToSuggestion");
    }

    @Override
    protected Diagram diagram() {
        return DIAGRAM;
    }

    @Override
    protected void addBeans(Diagram diagram) {
        diagram.with("acknowledgeSuggestion", new AcknowledgeSuggestion(messages))
                .with("replyToSuggestion", new ReplyToSuggestion(messages, DutyBeans.forms()));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of("reply", " 感谢您的建议。 ", "signedBy", "李敏 ");
    }

    @Override
    protected void verifyFulfilled() {
        verify(messages).acknowledge(DUTY);
        verify(messages).reply(DUTY, "感谢您的建议。", "李敏", "anna");
    }
}
