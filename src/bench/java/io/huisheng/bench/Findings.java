package io.huisheng.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was acknowledged, compared with what is there: through the doors of the application, and in its tables. */
final class Findings {

    private static final Set<String> OUTCOMES = Set.of("ANSWERED", "EXPIRED");

    private final Site.Kind kind;
    private final int kills;
    private final int senders;
    private final Clients clients;
    private final Outside huisheng;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, JsonNode> cases = new HashMap<>();
    private final Map<String, Integer> surveyStates = new TreeMap<>();
    private int eventsLost;
    private int eventsDoubled;
    private int answersLost;
    private int answersDoubled;
    private int invitationsDue;
    private int invitationsMissing;
    private int invitationCopies;
    private int reminders;
    private int reminderCopies;

    Findings(Site.Kind kind, int kills, int senders, Clients clients, Outside huisheng) {
        this.kind = kind;
        this.kills = kills;
        this.senders = senders;
        this.clients = clients;
        this.huisheng = huisheng;
    }

    void askApplication() throws IOException, InterruptedException {
        for (var refused : clients.events().in(Ledger.State.REFUSED)) {
            complain("Event of %s was refused: %s", refused.id(), refused.lastAnswer());
        }
        for (var refused : clients.answers().in(Ledger.State.REFUSED)) {
            complain("Answer to %s was refused: %s", refused.id(), refused.lastAnswer());
        }
        for (var open : clients.events().in(Ledger.State.UNKNOWN)) {
            complain("Event of %s was never acknowledged", open.id());
        }
        for (var open : clients.answers().in(Ledger.State.UNKNOWN)) {
            complain("Answer to %s was never acknowledged", open.id());
        }
        for (var event : clients.events().acknowledged()) {
            var answer = huisheng.get("/api/v1/cases/" + event.id());
            if (answer.statusCode() == 200) {
                cases.put(event.id(), Outside.json(answer));
            } else {
                eventsLost++;
                complain("Event of %s was acknowledged, but the case is lost: %d", event.id(), answer.statusCode());
            }
        }
        cases.forEach(this::checkOutcome);
        checkAnswers();
        checkMails();
        var incidents = Outside.json(huisheng.get("/actuator/health")).at("/components/engine/details/incidents");
        if (incidents.asInt(-1) != 0) {
            complain("The engine reports incidents: %s", incidents);
        }
    }

    private void checkOutcome(String caseNo, JsonNode file) {
        var state = file.at("/survey/state").asText();
        surveyStates.merge(state, 1, Integer::sum);
        if (!OUTCOMES.contains(state)) {
            complain("%s has no outcome: survey %s, stage %s", caseNo, state, file.path("stage"));
        }
        if (state.equals("EXPIRED") && !file.path("stage").asText().equals("CLOSED")) {
            complain("%s expired, but is %s", caseNo, file.path("stage"));
        }
        if (state.equals("ANSWERED") && !file.path("response").isObject()) {
            complain("%s is answered without an answer", caseNo);
        }
    }

    private void checkAnswers() {
        for (var answer : clients.answers().acknowledged()) {
            var response = cases.getOrDefault(answer.id(), com.fasterxml.jackson.databind.node.MissingNode.getInstance())
                    .path("response");
            if (!response.isObject()) {
                answersLost++;
                complain("The answer to %s was acknowledged, but is lost", answer.id());
            } else if (!response.path("comment").asText().equals(answer.content())) {
                answersLost++;
                complain("The answer to %s is another one: %s", answer.id(), response.path("comment"));
            } else if (!response.path("validity").isTextual()) {
                complain("The answer to %s was never assessed", answer.id());
            }
        }
    }

    private void checkMails() throws IOException, InterruptedException {
        var invited = copies("INVITATION");
        var reminded = copies("REMINDER");
        invitationsDue = cases.size();
        for (var caseNo : cases.keySet()) {
            var copies = invited.getOrDefault(caseNo, 0);
            if (copies == 0) {
                invitationsMissing++;
                complain("The invitation of %s never arrived", caseNo);
            }
            invitationCopies += Math.max(0, copies - 1);
        }
        reminders = reminded.size();
        reminderCopies = reminded.values().stream().mapToInt(copies -> copies - 1).sum();
        if (invitationCopies + reminderCopies > kills * senders) {
            complain(
                    "%d mails arrived more than once; %d kills explain %d",
                    invitationCopies + reminderCopies, kills, kills * senders);
        }
    }

    private Map<String, Integer> copies(String ofKind) throws IOException, InterruptedException {
        var copies = new HashMap<String, Integer>();
        for (var mail : Outside.json(huisheng.get("/demo/mailbox.json?kind=" + ofKind))) {
            copies.merge(mail.path("caseNo").asText(), 1, Integer::sum);
        }
        return copies;
    }

    /** What the doors cannot show: that nothing exists twice behind them. */
    void readTables(Connection tables) throws SQLException {
        var instances = count(
                tables, "select business_key_, count(*) from act_hi_procinst where proc_def_key_ = 'feedback-loop' group by business_key_");
        var running = count(
                tables,
                "select business_key_, count(*) from act_hi_procinst where proc_def_key_ = 'feedback-loop' and end_time_ is null group by business_key_");
        var rounds = count(tables, "select case_no, count(*) from invitation group by case_no");
        var responses = count(tables, "select case_no, count(*) from response group by case_no");
        var waiting = count(tables, "select state, count(*) from outbox group by state");
        cases.forEach((caseNo, file) -> {
            if (instances.getOrDefault(caseNo, 0) > 1 || rounds.getOrDefault(caseNo, 0) > 1) {
                eventsDoubled++;
                complain("%s has %s loops and %s surveys", caseNo, instances.get(caseNo), rounds.get(caseNo));
            } else if (!instances.containsKey(caseNo)) {
                eventsLost++;
                complain("%s has no loop", caseNo);
            }
            if (running.containsKey(caseNo) == file.path("stage").asText().equals("CLOSED")) {
                complain("%s is %s, its loop is %s", caseNo, file.path("stage"), running.containsKey(caseNo) ? "running" : "over");
            }
        });
        instances.keySet().stream()
                .filter(caseNo -> !cases.containsKey(caseNo))
                .forEach(caseNo -> complain("%s has a loop, but nobody reported it", caseNo));
        responses.forEach((caseNo, stored) -> {
            if (stored > 1) {
                answersDoubled++;
                complain("The answer to %s is stored %d times", caseNo, stored);
            }
            if (!clients.answers().knows(caseNo)) {
                complain("%s has an answer that nobody gave", caseNo);
            }
        });
        System.out.println("  surveys " + surveyStates + ", outbox " + waiting);
    }

    private static Map<String, Integer> count(Connection tables, String sql) throws SQLException {
        var counted = new TreeMap<String, Integer>();
        try (var statement = tables.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                counted.put(String.valueOf(rows.getString(1)), rows.getInt(2));
            }
        }
        return counted;
    }

    private void complain(String text, Object... arguments) {
        broken.add(kind + ": " + text.formatted(arguments));
    }

    boolean isKept() {
        return broken.isEmpty();
    }

    List<String> broken() {
        return broken;
    }

    static String table(List<Findings> all) {
        var table = new StringBuilder(
                """
                | database | what | tried | once unknown | acknowledged | lost | doubled |
                |---|---|---|---|---|---|---|
                """);
        for (var one : all) {
            var events = one.clients.events();
            var answers = one.clients.answers();
            table.append("| %s, %d kills | service events | %d | %d | %d | %d | %d |%n"
                    .formatted(
                            one.kind,
                            one.kills,
                            events.tried(),
                            events.onceUnknown(),
                            events.acknowledged().size(),
                            one.eventsLost,
                            one.eventsDoubled));
            table.append("| | answers | %d | %d | %d | %d | %d |%n"
                    .formatted(
                            answers.tried(),
                            answers.onceUnknown(),
                            answers.acknowledged().size(),
                            one.answersLost,
                            one.answersDoubled));
            table.append("| | invitations due | %d | | %d delivered | %d | %d extra copies, %d allowed |%n"
                    .formatted(
                            one.invitationsDue,
                            one.invitationsDue - one.invitationsMissing,
                            one.invitationsMissing,
                            one.invitationCopies,
                            one.kills * one.senders));
            table.append("| | reminders | | | %d delivered | | %d extra copies |%n"
                    .formatted(one.reminders, one.reminderCopies));
        }
        return table.toString();
    }
}
