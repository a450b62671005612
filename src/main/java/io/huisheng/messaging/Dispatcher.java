package io.huisheng.messaging;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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
 * The threads that empty the outbox, some for each channel, so that no channel waits for another: woken after each commit that queued something, looking for themselves now and then
 * because a wake-up can be lost and other nodes can die.
 */
@Component
class Dispatcher implements SmartLifecycle {

    /** After everything that serves people is up, and down again before what it sends through. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Deliveries deliveries;
    private final MessagingSettings settings;
    private final Map<Channel, AtomicBoolean> woken = new EnumMap<>(Channel.class);
    // Batches of the background share it; draining waits for them and keeps them off.
    private final ReadWriteLock sending = new ReentrantReadWriteLock(true);
    private volatile @Nullable Map<Channel, ScheduledThreadPoolExecutor> threads;

    Dispatcher(Deliveries deliveries, MessagingSettings settings) {
        this.deliveries = deliveries;
        this.settings = settings;
        for (var channel : Channel.values()) {
            woken.put(channel, new AtomicBoolean());
        }
    }

    /** Lets a free thread of each channel look into the outbox at once. */
    void wake() {
        woken.keySet().forEach(this::wake);
    }

    private void wake(Channel channel) {
        var running = threads;
        var own = running == null ? null : running.get(channel);
        var isWoken = woken.get(channel);
        if (own == null || isWoken == null || !isWoken.compareAndSet(false, true)) {
            return;
        }
        try {
            own.execute(() -> {
                isWoken.set(false);
                empty(channel);
            });
        } catch (RejectedExecutionException stopping) {
            isWoken.set(false);
        }
    }

    int drain() {
        sending.writeLock().lock();
        try {
            var left = 0;
            boolean again;
            do {
                again = false;
                for (var channel : Channel.values()) {
                    var batch = deliveries.sendBatch(channel, () -> false);
                    left += batch.left();
                    again |= batch.full() || batch.left() > 0 || batch.handedOn() > 0;
                }
            } while (again);
            return left;
        } finally {
            sending.writeLock().unlock();
        }
    }

    private void empty(Channel channel) {
        try {
            while (isRunning()) {
                sending.readLock().lock();
                try {
                    var batch = deliveries.sendBatch(channel, () -> !isRunning());
                    if (batch.handedOn() > 0) {
                        wake();
                    }
                    if (!batch.full()) {
                        return;
                    }
                } finally {
                    sending.readLock().unlock();
                }
                // A full batch: more are waiting, another thread may help.
                wake(channel);
            }
        } catch (RuntimeException failure) {
            // Whatever it was, what waits in the outbox waits for the next look.
            log.atWarn().addKeyValue("error", failure.getClass().getName()).log("Outbox can't be read, trying again");
        }
    }

    @Override
    public void start() {
        var started = new EnumMap<Channel, ScheduledThreadPoolExecutor>(Channel.class);
        for (var channel : Channel.values()) {
            started.put(channel, threadsFor(channel));
        }
        threads = started;
        started.forEach((channel, own) -> own.scheduleWithFixedDelay(
                () -> empty(channel), 0, settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
    }

    private ScheduledThreadPoolExecutor threadsFor(Channel channel) {
        var started = new ScheduledThreadPoolExecutor(settings.senders(), work -> {
            var thread = new Thread(work, "outbox-" + channel.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        started.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        return started;
    }

    /** The message that is just being sent comes to its end; those behind it are given back. */
    @Override
    public void stop() {
        var stopping = threads;
        threads = null;
        if (stopping == null) {
            return;
        }
        stopping.values().forEach(ScheduledThreadPoolExecutor::shutdown);
        var until = System.nanoTime() + settings.stopWithin().toNanos();
        try {
            for (var own : stopping.values()) {
                if (!own.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    own.shutdownNow();
                }
            }
        } catch (InterruptedException hurry) {
            stopping.values().forEach(ScheduledThreadPoolExecutor::shutdownNow);
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
