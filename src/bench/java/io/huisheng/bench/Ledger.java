package io.huisheng.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the clients know: which operation was acknowledged, which was refused, and of which nobody knows. */
final class Ledger {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    Entry open(String id, String content) {
        var entry = new Entry(id, content);
        entries.put(id, entry);
        return entry;
    }

    boolean knows(String id) {
        return entries.containsKey(id);
    }

    int tried() {
        return entries.size();
    }

    List<Entry> acknowledged() {
        return in(State.ACKNOWLEDGED);
    }

    List<Entry> in(State state) {
        var found = new ArrayList<Entry>();
        for (var entry : entries.values()) {
            if (entry.state == state) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Operations whose connection broke after they had been sent, at least once. */
    long onceUnknown() {
        return entries.values().stream()
                .filter(entry -> entry.broken.get() > 0)
                .count();
    }

    /** What a client knows of an operation. */
    enum State {
        UNKNOWN,
        ACKNOWLEDGED,
        REFUSED
    }

    /** One operation; it belongs to the thread that carries it out. */
    static final class Entry {

        private final String id;
        private final String content;
        private final AtomicInteger broken = new AtomicInteger();
        private volatile State state = State.UNKNOWN;
        private volatile String lastAnswer = "";

        private Entry(String id, String content) {
            this.id = id;
            this.content = content;
        }

        String id() {
            return id;
        }

        String content() {
            return content;
        }

        String lastAnswer() {
            return lastAnswer;
        }

        boolean wasBroken() {
            return broken.get() > 0;
        }

        void acknowledged() {
            state = State.ACKNOWLEDGED;
        }

        void refused(String answer) {
            state = State.REFUSED;
            lastAnswer = answer;
        }

        void broke() {
            broken.incrementAndGet();
        }
    }
}
