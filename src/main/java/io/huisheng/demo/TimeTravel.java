package io.huisheng.demo;

import io.huisheng.assessment.OwedAssessments;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.DueWork;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Moves the demo's clock from due moment to due moment, so that everything happens at its time and in its order. */
@Component
@Profile("demo")
class TimeTravel implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TimeTravel.class);

    /** No honest journey needs as many: work that keeps making work for the same moment ends here. */
    private static final int MOST_ROUNDS_PER_MOMENT = 1_000;

    /** The clock ticks, so that work may fall due right behind us; but not again and again. */
    private static final int MOST_RETURNS = 5;

    private static final int LONGEST_OPENING_SECONDS = 60;

    private final CountDownLatch open = new CountDownLatch(1);
    private final DemoClock clock;
    private final DueWork due;
    private final Outbox outbox;
    private final OwedAssessments assessments;

    TimeTravel(DemoClock clock, DueWork due, Outbox outbox, OwedAssessments assessments) {
        this.clock = clock;
        this.due = due;
        this.outbox = outbox;
        this.assessments = assessments;
    }

    /** Weeks may pass here while a lease of a process that was killed runs for a minute. */
    @Override
    public void afterSingletonsInstantiated() {
        outbox.takeOver();
    }

    /** Nobody travels before the sample company has begun: its cases belong to the first moment. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void open() {
        open.countDown();
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Travels to the moment that the operator makes of the present one, and returns when nothing due is left and every message
     * has left that can leave. One traveller at a time.
     */
    synchronized Arrival travel(UnaryOperator<Instant> destination) {
        awaitOpening();
        var target = destination.apply(clock.instant());
        due.pause();
        clock.stand();
        try {
            var executed = settle();
            var returns = 0;
            var next = nextDue();
            while (next.isPresent() && !next.get().isAfter(target)) {
                var passedAlready = !next.get().isAfter(clock.instant());
                arriveAt(next.get());
                var done = settle();
                executed += done;
                returns = passedAlready ? returns + 1 : 0;
                if (passedAlready && (done == 0 || returns > MOST_RETURNS)) {
                    log.atWarn().addKeyValue("due", next.get()).log("Due work does not get done, travelling on");
                    break;
                }
                next = nextDue();
            }
            arriveAt(target);
            executed += settle();
            return new Arrival(clock.instant(), executed);
        } finally {
            clock.goOn();
            due.alignClock();
            due.resume();
        }
    }

    private Optional<Instant> nextDue() {
        return Stream.concat(due.nextDue().stream(), outbox.nextTurn().stream()).min(Comparator.naturalOrder());
    }

    private void awaitOpening() {
        try {
            if (!open.await(LONGEST_OPENING_SECONDS, TimeUnit.SECONDS)) {
                log.atWarn().log("The application is not ready yet, travelling all the same");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void arriveAt(Instant moment) {
        clock.moveTo(moment);
        due.alignClock();
    }

    /** Work makes messages, and a message that has left makes work. */
    private int settle() {
        var executed = 0;
        for (var round = 0; round < MOST_ROUNDS_PER_MOMENT; round++) {
            var done = due.runDue() + assessments.assessWaiting();
            var left = outbox.drain();
            executed += done;
            if (done == 0 && left == 0) {
                return executed;
            }
        }
        log.atWarn().addKeyValue("moment", clock.instant()).log("There is always something due, travelling on");
        return executed;
    }

    /** Where the clock stands after a journey, and how much was done on the way. */
    record Arrival(Instant now, int executed) {}
}
