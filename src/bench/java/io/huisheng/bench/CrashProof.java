package io.huisheng.bench;

import io.huisheng.testing.RunningHuisheng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the packaged application again and again while service desks and customers use it, and then compares what was
 * acknowledged to them with what is there. Ends with 1 when a promise was broken.
 */
public final class CrashProof {

    private static final int KILLS = Integer.getInteger("huisheng.kills", 10);
    private static final int SERVICES_PER_LIFE = Integer.getInteger("huisheng.services-per-life", 30);
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final long SEED = Long.getLong("huisheng.seed", System.nanoTime());

    /** {@code huisheng.messaging.senders}: each of them may have one message in its hands when it dies. */
    private static final int SENDERS = 4;

    private final Site site;
    private final Random random;
    private final int port = RunningHuisheng.freePort();
    private final Outside outside = new Outside(port);
    private final Clients clients = new Clients(outside);
    private final AtomicInteger journeysCut = new AtomicInteger();

    private CrashProof(Site site, Random random) {
        this.site = site;
        this.random = random;
    }

    public static void main(String[] arguments) throws Exception {
        Site.logOnlyTrouble();
        var kinds = arguments.length == 0
                ? List.of(Site.Kind.values())
                : Arrays.stream(arguments).map(Site.Kind::valueOf).toList();
        System.out.printf("%d kills per database, seed %d (-Dhuisheng.seed=%d repeats the moments)%n", KILLS, SEED, SEED);
        var findings = new ArrayList<Findings>();
        for (var kind : kinds) {
            findings.add(new CrashProof(Site.empty(kind), new Random(SEED)).run());
        }
        System.out.println(Findings.table(findings));
        findings.forEach(finding -> finding.broken().forEach(System.out::println));
        System.exit(findings.stream().allMatch(Findings::isKept) ? 0 : 1);
    }

    private Findings run() throws Exception {
        System.out.println(site.kind() + " in " + site.folder());
        clients.start();
        for (var life = 1; life <= KILLS; life++) {
            var huisheng = RunningHuisheng.startIn(site.folder(), port, site.arguments());
            clients.report(SERVICES_PER_LIFE);
            var traveller = traveller();
            var awaited = Sign.values()[life % Sign.values().length];
            var seen = awaitNew(awaited);
            var pause = 1_000 + random.nextInt(3_000);
            Thread.sleep(pause);
            huisheng.kill();
            traveller.join();
            System.out.printf(
                    "  killed %2d, %d ms after %s: %d events, %d mails, %d answers acknowledged so far%n",
                    life,
                    pause,
                    seen ? "the first new " + awaited.words : "nothing new for a while",
                    clients.events().acknowledged().size(),
                    clients.mails(),
                    clients.answers().acknowledged().size());
        }
        var huisheng = RunningHuisheng.startIn(site.folder(), port, site.arguments());
        Findings findings;
        try {
            clients.report(SERVICES_PER_LIFE);
            clients.finish();
            // what was planned is sent, then what was not answered is reminded and expires
            advance("P3D");
            clients.readMailbox();
            for (var n = 0; n < 8; n++) {
                advance("P2D");
            }
            findings = new Findings(site.kind(), KILLS, SENDERS, clients, outside);
            findings.askApplication();
        } finally {
            huisheng.close();
        }
        try (var tables = site.connect()) {
            findings.readTables(tables);
        }
        System.out.println("  journeys of the clock that a kill cut: " + journeysCut.get());
        return findings;
    }

    /** A process that has just started is slow: it is killed when it is at work again, each time at another kind of work. */
    private boolean awaitNew(Sign sign) throws InterruptedException {
        var before = count(sign);
        for (var quarter = 0; quarter < 4 * LONGEST_WAIT_SECONDS; quarter++) {
            if (count(sign) > before) {
                return true;
            }
            Thread.sleep(250);
        }
        return false;
    }

    private int count(Sign sign) {
        return switch (sign) {
            case ANSWER -> clients.answers().acknowledged().size();
            case EVENT -> clients.events().acknowledged().size();
            case MAIL -> clients.mails();
        };
    }

    /** Somebody moves the clock while the process dies. */
    private Thread traveller() {
        var thread = new Thread(() -> {
            try {
                advance("P2D");
            } catch (IOException cut) {
                journeysCut.incrementAndGet();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    /** What shows that the process is at work. */
    private enum Sign {
        ANSWER("answer"),
        EVENT("event"),
        MAIL("invitation in the mailbox");

        private final String words;

        Sign(String words) {
            this.words = words;
        }
    }

    private void advance(String howFar) throws IOException, InterruptedException {
        Outside.json(outside.postJson("/demo/clock", "{\"advance\":\"" + howFar + "\"}"));
    }
}
