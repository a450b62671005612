package io.huisheng.process.engine;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a running diagram is to be told. A signal is written in the transaction in which it happened and told after its
 * commit: correlating in that transaction would lose both when a timer wins the race.
 */
@Component
public class Signals {

    private final Inserts inserts;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SignalWorker worker;

    Signals(Inserts inserts, JdbcClient jdbc, Clock clock, SignalWorker worker) {
        this.inserts = inserts;
        this.jdbc = jdbc;
        this.clock = clock;
        this.worker = worker;
    }

    /** Remembers which instance runs a round of a case; a round that is taken up again has several. */
    public void listenFor(CaseNo caseNo, int round, String processInstanceId) {
        jdbc.sql("""
                        insert into loop_instance (case_no, round, process_instance_id, position)
                        values (?, ?, ?, (select count(*) from loop_instance where case_no = ? and round = ?))""")
                .params(caseNo.value(), round, processInstanceId, caseNo.value(), round)
                .update();
    }

    /** The instances that run or ran for a round, the first one first. */
    public List<String> instancesOf(CaseNo caseNo, int round) {
        return jdbc.sql(
                        "select process_instance_id from loop_instance where case_no = ? and round = ? order by position")
                .params(caseNo.value(), round)
                .query(String.class)
                .list();
    }

    /** Tells every instance of a round a message; telling it twice under the same key changes nothing. */
    public void tellAll(CaseNo caseNo, int round, String message, String deduplicationKey) {
        tell(caseNo, round, null, message, deduplicationKey, null, true);
    }

    /** Tells one instance a message that runs beside the round; telling it twice under the same key changes nothing. */
    public void tellInstance(
            String processInstanceId,
            CaseNo caseNo,
            int round,
            String message,
            String deduplicationKey,
            @Nullable UUID responseId) {
        tell(caseNo, round, processInstanceId, message, deduplicationKey, responseId, false);
    }

    /** Tells the instance of a round a message; telling it twice under the same key changes nothing. */
    public void tell(CaseNo caseNo, int round, String message, String deduplicationKey, @Nullable UUID responseId) {
        tell(caseNo, round, null, message, deduplicationKey, responseId, false);
    }

    private void tell(
            CaseNo caseNo,
            int round,
            @Nullable String processInstanceId,
            String message,
            String deduplicationKey,
            @Nullable UUID responseId,
            boolean toAll) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", UUID.randomUUID());
        row.put("dedup_key", deduplicationKey);
        row.put("case_no", caseNo.value());
        row.put("round", round);
        row.put("process_instance_id", processInstanceId);
        row.put("message", message);
        row.put("response_id", responseId);
        row.put("to_all", toAll);
        row.put("state", "NEW");
        row.put("attempts", 0);
        row.put("next_at", OffsetDateTime.parse("2000-01-01T00:00:00Z"));
        row.put("sent_at", now);
        if (inserts.ifAbsent("process_signal", row)) {
            wakeWorkerAfterCommit();
        }
    }

    private void wakeWorkerAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            worker.wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                worker.wake();
            }
        });
    }
}
