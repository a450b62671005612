package io.huisheng.process.engine;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The free texts that the engine may hold about a case: comments, attachments, annotations, descriptions, what somebody changed by
 * hand, and what an error said. Nothing of the kind belongs there; what got there all the same goes with its customer (G3). Ids,
 * moments and who did something stay.
 */
@Component
@Order(70)
public class PersonalTraces implements PersonalRecords {

    /** Every free text of the engine: table, column, and the column with the process instance. */
    private static final List<Text> TEXTS = List.of(
            new Text("act_hi_comment", "message_", "proc_inst_id_"),
            new Text("act_hi_attachment", "name_", "proc_inst_id_"),
            new Text("act_hi_attachment", "description_", "proc_inst_id_"),
            new Text("act_hi_attachment", "url_", "proc_inst_id_"),
            new Text("act_hi_op_log", "annotation_", "proc_inst_id_"),
            new Text("act_hi_incident", "incident_msg_", "proc_inst_id_"),
            new Text("act_hi_incident", "annotation_", "proc_inst_id_"),
            new Text("act_ru_incident", "incident_msg_", "proc_inst_id_"),
            new Text("act_ru_incident", "annotation_", "proc_inst_id_"),
            new Text("act_hi_taskinst", "description_", "proc_inst_id_"),
            new Text("act_ru_task", "description_", "proc_inst_id_"),
            new Text("act_hi_procinst", "delete_reason_", "proc_inst_id_"),
            new Text("act_hi_job_log", "job_exception_msg_", "process_instance_id_"),
            new Text("act_ru_job", "exception_msg_", "process_instance_id_"));

    /** What is no free text in the record of what users did. */
    private static final List<String> CODES = List.of(
            "assignee",
            "owner",
            "priority",
            "dueDate",
            "followUpDate",
            "candidateUser",
            "candidateGroup",
            "suspensionState",
            "retries",
            "nrOfInstances",
            "async");

    private final JdbcClient jdbc;

    PersonalTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo, List<Integer> rounds) {
        return null;
    }

    @Override
    public void erase(ErasedRounds erased) {
        if (erased.wholeCase()) {
            erase(erased.caseNo());
        } else {
            erase(instancesOf(jdbc.sql(
                            "select process_instance_id from loop_instance where case_no = :caseNo and round in (:rounds)")
                    .param("caseNo", erased.caseNo().value())
                    .param("rounds", erased.rounds())
                    .query(String.class)
                    .list()));
        }
    }

    private void erase(CaseNo caseNo) {
        erase(instancesOf(jdbc.sql("select id_ from act_hi_procinst where business_key_ = ?")
                .param(caseNo.value())
                .query(String.class)
                .list()));
    }

    /** Erases the free texts of an instance and of all that it called. */
    public void erase(String instance) {
        erase(instancesOf(List.of(instance)));
    }

    private List<String> instancesOf(Collection<String> roots) {
        return roots.isEmpty()
                ? List.of()
                : jdbc.sql("select id_ from act_hi_procinst where id_ in (:roots) or root_proc_inst_id_ in (:roots)")
                        .param("roots", roots)
                        .query(String.class)
                        .list();
    }

    private void erase(List<String> instances) {
        if (instances.isEmpty()) {
            return;
        }
        TEXTS.forEach(text -> jdbc.sql("update " + text.table() + " set " + text.column() + " = :mark where "
                        + text.instance() + " in (:instances) and " + text.column() + " is not null and "
                        + text.column() + " <> :mark")
                .param("mark", ErasedRounds.MARK)
                .param("instances", instances)
                .update());
        // A comment on a task may not know its instance.
        jdbc.sql("""
                        update act_hi_comment set message_ = :mark, full_msg_ = :bytes
                        where proc_inst_id_ in (:instances)
                          or task_id_ in (select id_ from act_hi_taskinst where proc_inst_id_ in (:instances))""")
                .param("mark", ErasedRounds.MARK)
                .param("bytes", markInBytes())
                .param("instances", instances)
                .update();
        for (String value : List.of("org_value_", "new_value_")) {
            jdbc.sql("update act_hi_op_log set " + value + " = :mark where proc_inst_id_ in (:instances) and " + value
                            + " is not null and coalesce(property_, '') not in (:codes)")
                    .param("mark", ErasedRounds.MARK)
                    .param("instances", instances)
                    .param("codes", CODES)
                    .update();
        }
        jdbc.sql("""
                        update act_ge_bytearray set bytes_ = :bytes where id_ in (
                          select content_id_ from act_hi_attachment where proc_inst_id_ in (:instances)
                          union all select job_exception_stack_id_ from act_hi_job_log where process_instance_id_ in (:instances)
                          union all select exception_stack_id_ from act_ru_job where process_instance_id_ in (:instances))""")
                .param("bytes", markInBytes())
                .param("instances", instances)
                .update();
    }

    private static byte[] markInBytes() {
        return ErasedRounds.MARK.getBytes(StandardCharsets.UTF_8);
    }

    private record Text(String table, String column, String instance) {}
}
