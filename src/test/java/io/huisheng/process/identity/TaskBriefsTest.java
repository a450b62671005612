package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import io.huisheng.closure.Briefs;
import io.huisheng.closure.MajorBriefs;
import io.huisheng.closure.VerificationBriefs;
import io.huisheng.directory.Staff;
import io.huisheng.shared.CaseNo;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a form shows about its case")
class TaskBriefsTest {

    private static final CaseNo CASE = new CaseNo("WO-1");

    private final TaskService tasks = mock(RETURNS_DEEP_STUBS);
    private final RuntimeService runtime = mock(RETURNS_DEEP_STUBS);
    private final Briefs briefs = mock();
    private final MajorBriefs major = mock();

    @ParameterizedTest
    @CsvSource({"Task_ReplyToSuggestion, reply, Thank you", "Task_TellProgress, progress, Our team"})
    @DisplayName("E2 E5: a letter to the customer begins with the draft in his language")
    void beginsWithADraft(String key, String field, String draft) {
        given(briefs.replyDraftFor(CASE)).willReturn("Thank you");
        given(major.progressDraftFor(CASE)).willReturn("Our team");

        assertThat(shownBy(key)).containsEntry(field, draft);
    }

    @Test
    @DisplayName("no other form begins with one")
    void beginsEmptyOtherwise() {
        assertThat(shownBy("Task_AgreeSolution")).doesNotContainKeys("reply", "progress");
    }

    @Test
    @DisplayName("A9 B3: a call says what it is for")
    void saysWhatACallIsFor() {
        given(runtime.getVariable("e", "round")).willReturn(2);
        given(briefs.callAbout(CASE, 2)).willReturn(Map.of("callPurpose", "跟进调查", "callAbout", "投诉的处理"));

        assertThat(shownBy("Task_InterviewCustomer"))
                .containsEntry("callPurpose", "跟进调查")
                .containsEntry("callAbout", "投诉的处理");
    }

    private Map<String, String> shownBy(String key) {
        Task task = mock();
        given(task.getTaskDefinitionKey()).willReturn(key);
        given(task.getProcessInstanceId()).willReturn("1");
        given(task.getExecutionId()).willReturn("e");
        given(tasks.createTaskQuery().taskId("t").singleResult()).willReturn(task);
        given(runtime.createProcessInstanceQuery()
                        .processInstanceId(anyString())
                        .singleResult()
                        .getBusinessKey())
                .willReturn(CASE.value());
        return new TaskBriefs(tasks, runtime, briefs, major, mock(VerificationBriefs.class), mock(Staff.class)).of("t");
    }
}
