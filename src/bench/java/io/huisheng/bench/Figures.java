package io.huisheng.bench;

import io.huisheng.testing.Events;
import io.huisheng.testing.RunningHuisheng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many service events a node takes, beside how many instances of a trivial process a bare engine starts on the same kind of
 * database. The three take turns, so that whatever else the machine does burdens all of them.
 */
public final class Figures {

    private static final int CLIENTS = 8;
    private static final int BATCH = 50;
    private static final int EVENTS = Integer.getInteger("huisheng.events", 400);
    private static final int TURNS = Integer.getInteger("huisheng.turns", 5);

    private final Site site;
    private final int port = RunningHuisheng.freePort();
    private final Outside outside = new Outside(port);
    private final AtomicInteger numbers = new AtomicInteger();

    private Figures(Site site) {
        this.site = site;
    }

    public static void main(String[] arguments) throws Exception {
        Site.logOnlyTrouble();
        var kinds = arguments.length == 0
                ? List.of(Site.Kind.values())
                : Arrays.stream(arguments).map(Site.Kind::valueOf).toList();
        System.out.printf(
                "%d turns of %d events, %d clients, %d processors%n",
                TURNS, EVENTS, CLIENTS, Runtime.getRuntime().availableProcessors());
        var table = new StringBuilder(
                """
                | database | first start | its processor time | bare engine, starts/s | one by one, events/s | : bare | batches of 50, events/s | : bare |
                |---|---|---|---|---|---|---|---|
                """);
        for (var kind : kinds) {
            table.append(new Figures(Site.empty(kind)).measure()).append(System.lineSeparator());
        }
        System.out.println(table);
        System.exit(0);
    }

    private String measure() throws Exception {
        var begin = System.nanoTime();
        var singly = new ArrayList<Double>();
        var batched = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        var huisheng = RunningHuisheng.startIn(site.folder(), port, site.arguments());
        var started = (System.nanoTime() - begin) / 1e9;
        var startCost = huisheng.cpu().toMillis() / 1e3;
        try (huisheng;
                var engine = BareEngine.on(Site.empty(site.kind()))) {
            // the first turn warms all of them up and does not count
            for (var turn = 0; turn <= TURNS; turn++) {
                var bareRate = rate(EVENTS, engine::start);
                var singleRate = rate(EVENTS, this::postOne);
                var batchRate = BATCH * rate(EVENTS / BATCH, this::postBatch);
                System.out.printf(
                        Locale.ROOT,
                        "  %s turn %d: bare %.0f/s, one by one %.0f/s, batches %.0f/s%n",
                        site.kind(),
                        turn,
                        bareRate,
                        singleRate,
                        batchRate);
                if (turn > 0) {
                    bare.add(bareRate);
                    singly.add(singleRate);
                    batched.add(batchRate);
                }
            }
        }
        return "| %s | %.1f s | %.1f s | %s | %s | %s | %s | %s |"
                .formatted(
                        site.kind(),
                        started,
                        startCost,
                        spread(bare, "%.0f"),
                        spread(singly, "%.0f"),
                        spread(ratios(singly, bare), "%.2f"),
                        spread(batched, "%.0f"),
                        spread(ratios(batched, bare), "%.2f"));
    }

    private void postOne() throws IOException, InterruptedException {
        var answer = outside.postJson("/api/v1/service-events", event());
        if (answer.statusCode() != 201) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private void postBatch() throws IOException, InterruptedException {
        var events = new ArrayList<String>();
        for (var n = 0; n < BATCH; n++) {
            events.add(event());
        }
        var results = Outside.json(
                outside.postJson("/api/v1/service-events/batch", "[" + String.join(",", events) + "]"));
        for (var result : results) {
            if (result.path("status").asInt() != 201) {
                throw new IOException(result.toString());
            }
        }
    }

    private String event() {
        var number = numbers.incrementAndGet();
        return Events.resolved("evt-" + number, "WO-" + number, "C" + number, "2026-05-06T10:00:00+08:00");
    }

    /** How many per second, with all clients at work. */
    private static double rate(int times, Work work) throws InterruptedException, ExecutionException {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var begin = System.nanoTime();
            var pending = new ArrayList<Future<?>>();
            for (var n = 0; n < times; n++) {
                pending.add(clients.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (var one : pending) {
                one.get();
            }
            return times / ((System.nanoTime() - begin) / 1e9);
        } finally {
            clients.shutdown();
        }
    }

    private static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        var ratios = new ArrayList<Double>();
        for (var n = 0; n < ours.size(); n++) {
            ratios.add(ours.get(n) / theirs.get(n));
        }
        return ratios;
    }

    private static String spread(List<Double> values, String format) {
        var sorted = values.stream().sorted().toList();
        var pattern = format + " (" + format + "–" + format + ")";
        return pattern.formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private interface Work {
        void run() throws Exception;
    }
}
