package io.huisheng.process.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the diagrams what {@link Signals} remembered, each signal in a transaction of its own, until it arrived or came too late. */
@Component
class SignalWorker implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SignalWorker.class);
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final TransactionTemplate transaction;
    private final EngineSettings settings;
    private final MeterRegistry meters;
    // one waiting turn is enough: each turn empties the table
    private final ExecutorService thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), SignalWorker::newThread);

    SignalWorker(
            JdbcClient jdbc,
            @Lazy RuntimeService runtime,
            @Lazy HistoryService history,
            PlatformTransactionManager transactions,
            EngineSettings settings,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.history = history;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.meters = meters;
    }

    void wake() {
        if (!settings.background()) {
            return;
        }
        try {
            thread.execute(this::tellAll);
        } catch (RejectedExecutionException aTurnIsWaitingAlready) {
            // that turn will find the signal
        }
    }

    /** Finds what a node that died has left behind. */
    @Scheduled(fixedDelayString = "${huisheng.process.sweep-every:PT2S}")
    void sweep() {
        if (settings.background()) {
            tellAll();
        }
    }

    /** Tells everything that is due now and returns how much arrived. */
    int tellAll() {
        int told = 0;
        for (List<UUID> due = due(); !due.isEmpty(); due = due()) {
            for (UUID id : due) {
                if (tellOne(id)) {
                    told++;
                }
            }
        }
        return told;
    }

    /** Tries every signal once, also those that have been postponed; for a clock that is moved by hand. */
    int tellWhatWaits() {
        int told = 0;
        for (UUID id : jdbc.sql("select id from process_signal where state = 'NEW' order by sent_at")
                .query(UUID.class)
                .list()) {
            if (tellOne(id)) {
                told++;
            }
        }
        return told;
    }

    private List<UUID> due() {
        return jdbc.sql("select id from process_signal where state = 'NEW' and next_at <= current_timestamp"
                        + " order by sent_at limit " + BATCH)
                .query(UUID.class)
                .list();
    }

    private boolean tellOne(UUID id) {
        try {
            var arrived = transaction.execute(status -> tell(id));
            return Boolean.TRUE.equals(arrived);
        } catch (RuntimeException lostARace) {
            // any exception may come of a race with a timer, a NullPointerException among them; trying again decides
            postpone(id, lostARace);
            return false;
        }
    }

    private boolean tell(UUID id) {
        var signal = jdbc.sql("""
                        select id, case_no, round, process_instance_id, message, response_id, to_all
                        from process_signal where id = ? and state = 'NEW'""").param(id).query(Signal.class).optional().orElse(null);
        if (signal == null || !claim(id)) {
            return false;
        }
        var instances = instancesOf(signal);
        var listening = instances.stream()
                .filter(instance -> listens(instance, signal.message()))
                .toList();
        if (signal.toAll() ? listening.size() < running(instances) : listening.isEmpty() && !havePassed(instances)) {
            postpone(signal.id());
            return false;
        }
        listening.stream().limit(signal.toAll() ? listening.size() : 1).forEach(instance -> tell(instance, signal));
        return settle(signal, listening.isEmpty() ? "LATE" : "TOLD");
    }

    private List<String> instancesOf(Signal signal) {
        if (signal.processInstanceId() != null) {
            return List.of(signal.processInstanceId());
        }
        return jdbc.sql(
                        "select process_instance_id from loop_instance where case_no = ? and round = ? order by position")
                .params(signal.caseNo(), signal.round())
                .query(String.class)
                .list();
    }

    private boolean listens(String instance, String message) {
        return runtime.createEventSubscriptionQuery()
                        .processInstanceId(instance)
                        .eventType("message")
                        .eventName(message)
                        .count()
                > 0;
    }

    private long running(List<String> instances) {
        return instances.stream().filter(instance -> !isOver(instance)).count();
    }

    private void tell(String instance, Signal signal) {
        var correlation = runtime.createMessageCorrelation(signal.message()).processInstanceId(instance);
        var responseId = signal.responseId();
        if (responseId != null) {
            correlation.setVariable("responseId", responseId.toString());
        }
        correlation.correlate();
    }

    /** Only one node tells a signal: the row lock lasts until its transaction ends. */
    private boolean claim(UUID id) {
        return jdbc.sql("update process_signal set attempts = attempts + 1 where id = ? and state = 'NEW'")
                        .param(id)
                        .update()
                == 1;
    }

    private boolean settle(Signal signal, String state) {
        jdbc.sql("update process_signal set state = ? where id = ?")
                .params(state, signal.id())
                .update();
        meters.counter("huisheng.signals", "message", signal.message(), "state", state)
                .increment();
        // A log line with moment and case beside an anonymous answer would lead back to the customer (B11).
        if (signal.responseId() != null || !signal.message().endsWith("response-received")) {
            LOG.atInfo()
                    .addKeyValue("caseNo", signal.caseNo())
                    .addKeyValue("message", signal.message())
                    .addKeyValue("state", state)
                    .log("The diagram has been told");
        }
        return true;
    }

    /** Each instance is over, or has left the place at which it would have listened. */
    private boolean havePassed(List<String> instances) {
        return instances.stream().allMatch(instance -> isOver(instance) || hasReceived(instance));
    }

    private boolean isOver(String instance) {
        return runtime.createProcessInstanceQuery().processInstanceId(instance).count() == 0;
    }

    private boolean hasReceived(String instance) {
        return history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .activityType("receiveTask")
                        .finished()
                        .count()
                > 0;
    }

    private void postpone(UUID id, RuntimeException cause) {
        LOG.atDebug().setCause(cause).addKeyValue("signal", id).log("A signal did not arrive yet");
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update process_signal set attempts = attempts + 1 where id = ? and state = 'NEW'")
                    .param(id)
                    .update();
            postpone(id);
        });
    }

    /** The pause grows with the attempts, by the clock of the database, which all nodes share. */
    private void postpone(UUID id) {
        int attempts = jdbc.sql("select attempts from process_signal where id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(1);
        long millis = Math.min(settings.longestPause().toMillis(), 50L << Math.min(attempts, 20));
        jdbc.sql(
                        "update process_signal set next_at = current_timestamp + (cast(? as integer) * interval '0.001' second) where id = ?")
                .params(millis, id)
                .update();
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }

    private static Thread newThread(Runnable work) {
        var thread = new Thread(work, "signals");
        thread.setDaemon(true);
        return thread;
    }

    record Signal(
            UUID id,
            String caseNo,
            int round,
            @Nullable String processInstanceId,
            String message,
            @Nullable UUID responseId,
            boolean toAll) {}
}
