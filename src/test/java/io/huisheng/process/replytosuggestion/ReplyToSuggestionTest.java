package io.huisheng.process.replytosuggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.closure.Duties;
import io.huisheng.closure.DutyRoom;
import io.huisheng.closure.DutyType;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.duty.DutyDiagramContract;
import io.huisheng.testing.Database;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.EngineClock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    @DisplayName(
            "E2: a suggestion that comes while another one is being answered joins it; the customer is not told twice")
    void joinsTheOneThatIsBeingAnswered() {
        given(duties.openOrJoin(CASE, 1, DutyType.SUGGESTION_REPLY, DUE))
                .willReturn(new Duties.Opened(DUTY, true), new Duties.Opened(DUTY, false));
        started();
        assertThat(DutyBeans.atWork(DIAGRAM).rolesOf(CASE, DUTY)).containsExactly("after-sales-supervisor");
        assertThat(DutyBeans.atWork(DIAGRAM).rolesOf(CASE, UUID.randomUUID())).isEmpty();

        var second = started();

        assertThat(second).isEnded().hasPassed("End_Joined").hasNotPassed("Task_ReplyToSuggestion");
        verify(messages, times(1)).acknowledge(DUTY);
        verify(duties, times(1)).begin(eq(DUTY), eq(""), any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E2: two suggestions of a round are one task and one reply, and with it nothing of the round stays open")
    void oneReplyAnswersBoth(Database database) {
        try (var room = DutyRoom.on(database, new EngineClock())) {
            DutyBeans.put(DIAGRAM, room.duties(), deadline)
                    .with("acknowledgeSuggestion", new AcknowledgeSuggestion(room.messages()))
                    .with("replyToSuggestion", new ReplyToSuggestion(room.messages(), DutyBeans.forms()));
            var first = started();
            var second = started();

            DIAGRAM.complete(theTask(), "anna", typed());

            assertThat(first).isEnded();
            assertThat(second).isEnded();
            assertThat(room.duties().outcomeOf(CASE, 1, DutyType.SUGGESTION_REPLY))
                    .hasValue("REPLIED");
            assertThat(room.duties().hasOpen(CASE, 1)).isFalse();
            assertThat(room.sent()).containsExactly("ACKNOWLEDGEMENT", "JOINED after-sales-supervisor", "REPLY");
        }
    }

    @Override
    protected void verifyFulfilled() {
        verify(messages).acknowledge(DUTY);
        verify(messages).reply(DUTY, "感谢您的建议。", "李敏", "anna");
    }
}
