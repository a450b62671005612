package io.huisheng.process.identity;

import io.huisheng.closure.Briefs;
import io.huisheng.closure.DutyBrief;
import io.huisheng.closure.MajorBriefs;
import io.huisheng.closure.VerificationBriefs;
import io.huisheng.directory.Staff;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What the form of a task shows about its case, by the keys the forms use. */
@Component
class TaskBriefs {

    private static final String REPLY = "Task_ReplyToSuggestion";
    private static final String PROGRESS = "Task_TellProgress";
    private static final String INTERVIEW = "Task_InterviewCustomer";
    private static final String VERIFICATION = "Task_VerifyResponse";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Briefs briefs;
    private final MajorBriefs major;
    private final VerificationBriefs verification;
    private final Staff staff;

    TaskBriefs(
            TaskService tasks,
            RuntimeService runtime,
            Briefs briefs,
            MajorBriefs major,
            VerificationBriefs verification,
            Staff staff) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.briefs = briefs;
        this.major = major;
        this.staff = staff;
        this.verification = verification;
    }

    /** The values for one task; empty where it belongs to no case. */
    Map<String, String> of(String taskId) {
        return Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                .map(this::of)
                .orElse(Map.of());
    }

    private Map<String, String> of(Task task) {
        Map<String, String> values = new LinkedHashMap<>();
        caseNoOf(task).ifPresent(caseNo -> {
            values.put("caseNo", caseNo.value());
            values.put("caseLink", "/cases/" + UriUtils.encode(caseNo.value(), StandardCharsets.UTF_8));
            var brief = briefs.of(caseNo);
            brief.ifPresent(known -> {
                values.put("product", known.product());
                values.put("scores", known.scores());
                values.put("customerWords", known.customerWords());
                values.put("tags", known.tags());
            });
            briefs.recoveryOf(caseNo).ifPresent(story -> values.put("recovery", story));
            values.putAll(major.of(caseNo));
            values.putAll(drafts(task, caseNo));
            if (VERIFICATION.equals(task.getTaskDefinitionKey())) {
                var answer = (String) runtime.getVariable(task.getExecutionId(), "responseId");
                values.putAll(verification.of(caseNo, UUID.fromString(answer)));
            }
            if (INTERVIEW.equals(task.getTaskDefinitionKey())) {
                var round = (Integer) runtime.getVariable(task.getExecutionId(), "round");
                values.putAll(briefs.callAbout(caseNo, round));
            }
            values.put("dueAt", shown(dueAt(task, brief)));
        });
        return values;
    }

    /** What a letter to the customer begins with; whoever works on the task changes it before it leaves. */
    private Map<String, String> drafts(Task task, CaseNo caseNo) {
        Map<String, String> drafts = new LinkedHashMap<>();
        if (REPLY.equals(task.getTaskDefinitionKey())) {
            drafts.put("reply", briefs.replyDraftFor(caseNo));
        }
        if (PROGRESS.equals(task.getTaskDefinitionKey())) {
            drafts.put("progress", major.progressDraftFor(caseNo));
        }
        Caller.current()
                .flatMap(caller -> staff.nameOf(caller.userId()))
                .ifPresent(name -> drafts.put("signedBy", name));
        return drafts;
    }

    private Optional<CaseNo> caseNoOf(Task task) {
        return Optional.ofNullable(task.getProcessInstanceId())
                .map(id -> runtime.createProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .map(instance -> instance.getBusinessKey())
                .map(CaseNo::new);
    }

    /** The limit of this very task, else the next one of the case. */
    private static @Nullable Instant dueAt(Task task, Optional<DutyBrief> brief) {
        return task.getDueDate() != null
                ? task.getDueDate().toInstant()
                : brief.map(DutyBrief::dueAt).orElse(null);
    }

    private static String shown(@Nullable Instant moment) {
        return moment == null ? "—" : BusinessTime.minute(moment);
    }
}
