package io.huisheng.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.huisheng.assessment.OwedAssessments;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Travelling with the demo's clock")
@Timeout(60)
class TimeTravelTest {

    private static final Instant START = Instant.parse("2026-05-06T02:00:00Z");

    private final DemoClock clock = mock(DemoClock.class);
    private final Outbox outbox = mock(Outbox.class);
    private final OwedAssessments assessments = mock(OwedAssessments.class);
    private final Work work = new Work();
    private final TimeTravel travel = new TimeTravel(clock, work, outbox, assessments);
    private volatile Instant now = START;

    @BeforeEach
    void letTheClockStandStill() {
        travel.open();
        given(clock.instant()).willAnswer(call -> now);
        doAnswer(call -> {
                    Instant moment = call.getArgument(0);
                    now = moment.isAfter(now) ? moment : now;
                    return null;
                })
                .when(clock)
                .moveTo(any());
    }

    @Test
    void doesEverythingAtItsMomentAndInItsOrder() {
        work.at(START.plusSeconds(3600), () -> {});
        work.at(START.plusSeconds(7200), () -> {});
        work.at(START.plusSeconds(90_000), () -> {});

        var arrival = travel.travel(start -> start.plus(Duration.ofDays(1)));

        assertThat(work.doneAt).containsExactly(START.plusSeconds(3600), START.plusSeconds(7200));
        assertThat(arrival).isEqualTo(new TimeTravel.Arrival(START.plus(Duration.ofDays(1)), 2));
        assertThat(work.running).isTrue();
    }

    @Test
    void doesWhatWorkOnTheWayLeavesBehind() {
        work.at(START.plusSeconds(3600), () -> work.at(now.plusSeconds(60), () -> work.at(now, () -> {})));

        var arrival = travel.travel(start -> start.plus(Duration.ofDays(1)));

        assertThat(work.doneAt)
                .containsExactly(START.plusSeconds(3600), START.plusSeconds(3660), START.plusSeconds(3660));
        assertThat(arrival.executed()).isEqualTo(3);
    }

    @Test
    @DisplayName("an answer that no diagram waits for is assessed before the clock arrives")
    void assessesWhatIsOwed() {
        given(assessments.assessWaiting()).willReturn(2).willReturn(0);

        assertThat(travel.travel(start -> start.plusSeconds(1)).executed()).isEqualTo(2);
    }

    @Test
    @DisplayName("what a killed process held in its hands is free before anybody travels")
    void takesOverFromADeadProcess() {
        travel.afterSingletonsInstantiated();

        verify(outbox).takeOver();
    }

    @Test
    void messagesLeaveAtTheMomentTheyAreMadeAndMayMakeWork() {
        var waiting = new AtomicInteger();
        var leftAt = new ArrayList<Instant>();
        given(outbox.drain()).willAnswer(call -> {
            var left = waiting.getAndSet(0);
            if (left > 0) {
                leftAt.add(now);
                work.at(now, () -> {});
            }
            return left;
        });
        work.at(START.plusSeconds(3600), waiting::incrementAndGet);

        var arrival = travel.travel(start -> start.plus(Duration.ofDays(1)));

        assertThat(leftAt).containsExactly(START.plusSeconds(3600));
        assertThat(arrival.executed()).isEqualTo(2);
    }

    @Test
    void workThatNeverEndsDoesNotHangTheClock() {
        class Again implements Runnable {
            @Override
            public void run() {
                work.at(now, this);
            }
        }
        work.at(START.plusSeconds(60), new Again());

        var arrival = travel.travel(start -> start.plus(Duration.ofHours(1)));

        assertThat(arrival.now()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(work.running).isTrue();
    }

    @Test
    void workThatCannotBeDoneDoesNotHangTheClock() {
        work.stuckAt = START.minusSeconds(5);

        assertThat(travel.travel(start -> start.plus(Duration.ofHours(1))).now())
                .isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void theBackgroundGoesOnEvenWhenWorkFails() {
        work.at(START, () -> {
            throw new IllegalStateException("database away");
        });

        assertThatThrownBy(() -> travel.travel(start -> start.plusSeconds(1))).hasMessage("database away");
        assertThat(work.running).isTrue();
    }

    @Test
    void alignsTheEngineBeforeItWorks() {
        var spied = mock(DueWork.class);
        given(spied.nextDue()).willReturn(Optional.empty());

        var traveller = new TimeTravel(clock, spied, outbox, assessments);
        traveller.open();
        traveller.travel(start -> start.plusSeconds(60));

        var order = inOrder(spied, clock);
        order.verify(spied).pause();
        order.verify(clock).moveTo(START.plusSeconds(60));
        order.verify(spied).alignClock();
        order.verify(spied).runDue();
        order.verify(spied).resume();
    }

    @Test
    void travellersGoOneAfterAnother() throws Exception {
        for (var n = 1; n <= 100; n++) {
            work.at(START.plus(Duration.ofHours(n)), () -> {});
        }
        List<Callable<TimeTravel.Arrival>> travellers = new ArrayList<>();
        for (var n = 0; n < 10; n++) {
            travellers.add(() -> travel.travel(start -> start.plus(Duration.ofHours(10))));
        }
        var threads = Executors.newFixedThreadPool(10);
        try {
            var executed = 0;
            for (var arrival : threads.invokeAll(travellers)) {
                executed += arrival.get().executed();
            }
            assertThat(executed).isEqualTo(100);
            assertThat(now).isEqualTo(START.plus(Duration.ofHours(100)));
            assertThat(work.doneAt).isSorted();
        } finally {
            threads.shutdown();
        }
    }

    /** Work that is due at moments, done one piece at a time. */
    private final class Work implements DueWork {

        private final NavigableMap<Instant, List<Runnable>> waiting = new TreeMap<>();
        private final List<Instant> doneAt = new ArrayList<>();
        private Instant stuckAt;
        private boolean running = true;

        void at(Instant moment, Runnable work) {
            waiting.computeIfAbsent(moment, m -> new ArrayList<>()).add(work);
        }

        @Override
        public void pause() {
            assertThat(running).isTrue();
            running = false;
        }

        @Override
        public void resume() {
            running = true;
        }

        @Override
        public void alignClock() {
            // nothing to align
        }

        @Override
        public Optional<Instant> nextDue() {
            return stuckAt != null
                    ? Optional.of(stuckAt)
                    : Optional.ofNullable(waiting.firstEntry()).map(e -> e.getKey());
        }

        @Override
        public int runDue() {
            assertThat(running).isFalse();
            if (waiting.isEmpty() || waiting.firstKey().isAfter(now)) {
                return 0;
            }
            var first = waiting.firstEntry();
            var piece = first.getValue().remove(0);
            if (first.getValue().isEmpty()) {
                waiting.remove(first.getKey());
            }
            doneAt.add(now);
            piece.run();
            return 1;
        }
    }
}
