package io.huisheng.messaging;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads that empty the outbox: woken after each commit that queued something, looking for themselves now and then
 * because a wake-up can be lost and other nodes can die.
 */
@Component
class Dispatcher implements SmartLifecycle {

    /** After everything that serves people is up, and down again before what it sends through. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Deliveries deliveries;
    private final MessagingSettings settings;
    private final AtomicBoolean woken = new AtomicBoolean();
    // Batches of the background share it; draining waits for them and keeps them off.
    private final ReadWriteLock sending = new ReentrantReadWriteLock(true);
    private volatile @Nullable ScheduledThreadPoolExecutor threads;

    Dispatcher(Deliveries deliveries, MessagingSettings settings) {
        this.deliveries = deliveries;
        this.settings = settings;
    }

    /** Lets a free thread look into the outbox at once. */
    void wake() {
        var running = threads;
        if (running == null || !woken.compareAndSet(false, true)) {
            return;
        }
        try {
            running.execute(() -> {
                woken.set(false);
                empty();
            });
        } catch (RejectedExecutionException stopping) {
            woken.set(false);
        }
    }

    int drain() {
        sending.writeLock().lock();
        try {
            var left = 0;
            Deliveries.Batch batch;
            do {
                batch = deliveries.sendBatch(() -> false);
                left += batch.left();
            } while (batch.full() || batch.left() > 0);
            return left;
        } finally {
            sending.writeLock().unlock();
        }
    }

    private void empty() {
        try {
            while (isRunning()) {
                sending.readLock().lock();
                try {
                    if (!deliveries.sendBatch(() -> !isRunning()).full()) {
                        return;
                    }
                } finally {
                    sending.readLock().unlock();
                }
                // A full batch: more are waiting, another thread may help.
                wake();
            }
        } catch (RuntimeException failure) {
            // Whatever it was, what waits in the outbox waits for the next look.
            log.atWarn().addKeyValue("error", failure.getClass().getName()).log("Outbox can't be read, trying again");
        }
    }

    @Override
    public void start() {
        var started = new ScheduledThreadPoolExecutor(settings.senders(), work -> {
            var thread = new Thread(work, "outbox");
            thread.setDaemon(true);
            return thread;
        });
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        started.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        threads = started;
        started.scheduleWithFixedDelay(this::empty, 0, settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The message that is just being sent comes to its end; those behind it are given back. */
    @Override
    public void stop() {
        var stopping = threads;
        threads = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(settings.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
