package io.huisheng.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.huisheng.testing.Events;
import io.huisheng.testing.RunningHuisheng;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Service desks and customers who know nothing of crashes: a desk repeats an event until it is acknowledged, a customer opens
 * the link again until the page says that the answer has arrived.
 */
final class Clients {

    private static final int DESKS = 4;
    private static final int CUSTOMERS = 3;

    /** Of ten customers so many never answer, so that reminders and expiries happen as well. */
    private static final int SILENT_OF_TEN = 3;

    private static final String MARKS = " 🌧️𠮷\u202Eabc\u202C ${7*7} #{x} {{1+1}} <b>&amp;</b> '; drop table response; --";

    private final Outside huisheng;
    private final Ledger events = new Ledger();
    private final Ledger answers = new Ledger();
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicInteger numbers = new AtomicInteger();
    private final BlockingQueue<JsonNode> invitations = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile String now = "2026-05-06T10:00:00+08:00";
    private volatile int mails;
    private volatile boolean open = true;

    Clients(Outside huisheng) {
        this.huisheng = huisheng;
    }

    Ledger events() {
        return events;
    }

    Ledger answers() {
        return answers;
    }

    /** How many invitations are in the mailbox, as far as anybody has looked. */
    int mails() {
        return mails;
    }

    void start() {
        for (var n = 1; n <= DESKS; n++) {
            threads.add(thread("desk-" + n, this::workAsDesk));
        }
        for (var n = 1; n <= CUSTOMERS; n++) {
            threads.add(thread("customer-" + n, this::answerAsCustomer));
        }
        threads.add(thread("postman", this::bringMails));
    }

    /** Something was finished: this many more services are reported. */
    void report(int services) {
        wanted.release(services);
    }

    /** Everything that was begun is brought to its end, then everybody goes home. */
    void finish() throws InterruptedException {
        while (wanted.availablePermits() > 0) {
            Thread.sleep(200);
        }
        open = false;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** Reads the mailbox once more and answers what is new, while nothing is killed any more. */
    void readMailbox() throws IOException, InterruptedException {
        deliver();
        for (var mail = invitations.poll(); mail != null; mail = invitations.poll()) {
            answer(mail);
        }
    }

    private void workAsDesk() throws InterruptedException {
        while (open) {
            if (!wanted.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                continue;
            }
            var number = numbers.incrementAndGet();
            var caseNo = "WO-CRASH-" + number;
            var entry = events.open(caseNo, Events.resolved("evt-" + number, caseNo, "CRASH" + number, now));
            post(entry);
        }
    }

    private void post(Ledger.Entry entry) throws InterruptedException {
        while (true) {
            try {
                var answer = huisheng.postJson("/api/v1/service-events", entry.content());
                if (answer.statusCode() / 100 == 2) {
                    entry.acknowledged();
                    return;
                } else if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                    entry.refused(answer.statusCode() + " " + answer.body());
                    return;
                }
                entry.broke();
            } catch (IOException failure) {
                if (!Outside.neverArrived(failure)) {
                    entry.broke();
                }
            }
            Thread.sleep(100);
        }
    }

    private void bringMails() throws InterruptedException {
        while (open) {
            try {
                now = Outside.json(huisheng.get("/demo/clock")).path("now").asText();
                deliver();
            } catch (IOException away) {
                // it is down at the moment
            }
            Thread.sleep(500);
        }
    }

    private synchronized void deliver() throws IOException, InterruptedException {
        var all = Outside.json(huisheng.get("/demo/mailbox.json?kind=INVITATION"));
        mails = all.size();
        for (var mail : all) {
            var caseNo = mail.path("caseNo").asText();
            if (!isSilent(caseNo) && !answers.knows(caseNo)) {
                answers.open(caseNo, "很满意 " + caseNo + MARKS);
                invitations.add(mail);
            }
        }
    }

    static boolean isSilent(String caseNo) {
        return Math.floorMod(caseNo.hashCode(), 10) < SILENT_OF_TEN;
    }

    private void answerAsCustomer() throws InterruptedException {
        while (open || !invitations.isEmpty()) {
            var mail = invitations.poll(100, TimeUnit.MILLISECONDS);
            if (mail != null) {
                answer(mail);
            }
        }
    }

    private void answer(JsonNode mail) throws InterruptedException {
        var caseNo = mail.path("caseNo").asText();
        var entry = answers.in(Ledger.State.UNKNOWN).stream()
                .filter(one -> one.id().equals(caseNo))
                .findFirst()
                .orElseThrow();
        var path = URI.create(mail.path("link").asText()).getPath();
        var overall = String.valueOf(1 + Math.floorMod(caseNo.hashCode() / 10, 5));
        while (true) {
            var sent = false;
            try {
                var page = huisheng.get(path + "?late=1");
                var values = RunningHuisheng.hiddenFields(page.body());
                if (page.statusCode() == 200 && values.containsKey("nonce")) {
                    for (var key : List.of(
                            "overall",
                            "responseSpeed",
                            "problemSolving",
                            "professionalism",
                            "attitude",
                            "compliance")) {
                        values.put(key, overall);
                    }
                    values.put("comment", entry.content());
                    sent = true;
                    var answer = huisheng.postForm(path, values);
                    if (answer.statusCode() == 200) {
                        entry.acknowledged();
                        return;
                    } else if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                        entry.refused(answer.statusCode() + " " + answer.body());
                        return;
                    }
                    entry.broke();
                } else if (page.statusCode() == 200 && entry.wasBroken()) {
                    // the page says that the answer has arrived
                    entry.acknowledged();
                    return;
                } else if (page.statusCode() < 500) {
                    entry.refused(page.statusCode() + " " + page.body());
                    return;
                }
            } catch (IOException failure) {
                if (sent && !Outside.neverArrived(failure)) {
                    entry.broke();
                }
            }
            Thread.sleep(100);
        }
    }

    private Thread thread(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

}
