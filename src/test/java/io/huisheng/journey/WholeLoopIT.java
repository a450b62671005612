package io.huisheng.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.huisheng.testing.Events;
import io.huisheng.testing.RunningHuisheng;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged demo, from outside")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeLoopIT {

    private static final List<String> DIMENSIONS =
            List.of("overall", "responseSpeed", "problemSolving", "professionalism", "attitude", "compliance");

    /** What is personal in the journeys here: of whom they speak, and what he and the staff wrote. */
    private static final List<String> PERSONAL = List.of(
            "张三",
            "cloop1@example.com",
            Events.phoneOf("CLOOP1"),
            "师傅很专业",
            "希望周末也能预约上门",
            "周末预约从六月起开通",
            "支架掉下来砸伤了我父亲的脚",
            "以为页面上没有地方写");

    /** The only tables that may know it: the customer's own, his answers, what was written to him, and the demo's mailbox. */
    private static final Set<String> MAY_KNOW = Set.of(
            "CUSTOMER",
            "CUSTOMER_CONTACT",
            "RESPONSE",
            "RESPONSE_TEXT",
            "CUSTOMER_REPLY",
            "VERIFICATION_RECORD",
            "DEMO_MAIL");

    @AutoClose
    private static RunningHuisheng huisheng;

    private static Path data;

    @BeforeAll
    static void start(@TempDir Path folder) {
        data = folder.resolve("data");
        huisheng = RunningHuisheng.demoIn(folder);
    }

    @Test
    @DisplayName("A1 B14 E1 E2: one service event goes round the whole loop to the reply that the customer reads")
    void goesRoundTheWholeLoop() {
        var caseNo = "WO-LOOP-1";
        assertThat(huisheng.event(Events.resolved("evt-loop-1", caseNo, "CLOOP1", huisheng.now()))
                        .statusCode())
                .isEqualTo(201);
        huisheng.clock("advance", "PT1S");
        var planned = huisheng.caseFile(caseNo);
        assertThat(planned.path("stage").asText()).isEqualTo("WAITING");
        assertThat(planned.at("/survey/state").asText()).isEqualTo("PLANNED");

        huisheng.clock("advance", "P2D");
        var invitation = huisheng.mails(caseNo, "INVITATION");
        assertThat(invitation).hasSize(1);
        assertThat(huisheng.caseFile(caseNo).at("/survey/state").asText()).isEqualTo("SENT");

        huisheng.clock("advance", "PT10M");
        var link = huisheng.link(caseNo, "INVITATION");
        var page = huisheng.get(URI.create(link).getPath());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");

        huisheng.answer(
                link,
                form(Map.of("comment", "师傅很专业 <b>&amp;</b> ${7*7}", "suggestion", "希望周末也能预约上门"), 4, 4, 5, 5, 5, 4));

        var assessed = huisheng.caseFile(caseNo);
        assertThat(assessed.path("stage").asText()).isEqualTo("ANSWERED");
        assertThat(assessed.at("/response/scores/overall").asInt()).isEqualTo(4);
        assertThat(assessed.at("/response/normalised/overall").asInt()).isEqualTo(75);
        assertThat(assessed.at("/response/comment").asText()).isEqualTo("师傅很专业 <b>&amp;</b> ${7*7}");
        var duty = huisheng.duty(caseNo, "SUGGESTION_REPLY");
        assertThat(duty.path("state").asText()).isEqualTo("OPEN");
        assertThat(duty.path("dueAt").asText()).startsWith("2026-05-14T18:00:00");
        assertThat(huisheng.mails(caseNo, "ACKNOWLEDGEMENT")).hasSize(1);
        assertThat(huisheng.mails(caseNo, "THANKS")).hasSize(1);

        var supervisor = huisheng.login("after-sales-supervisor", "demo");
        var tasks = supervisor.tasks(caseNo);
        assertThat(tasks).hasSize(1);
        var taskId = tasks.get(0).path("id").asText();
        assertThat(supervisor.form(taskId).toString()).contains("希望周末也能预约上门");
        var completed = supervisor.complete(taskId, "after-sales-supervisor", typed(Map.of("reply", "周末预约从六月起开通。")));
        assertThat(completed.statusCode()).as(completed.body()).isEqualTo(204);
        huisheng.clock("advance", "PT1S");

        var reply = huisheng.mails(caseNo, "REPLY");
        assertThat(reply).hasSize(1);
        assertThat(reply.get(0).path("body").asText()).contains("周末预约从六月起开通。");
        var closed = huisheng.caseFile(caseNo);
        assertThat(closed.path("stage").asText()).isEqualTo("CLOSED");
        assertThat(huisheng.duty(caseNo, "SUGGESTION_REPLY").path("state").asText())
                .isEqualTo("CLOSED");
    }

    @Test
    @DisplayName(
            "B14: silence is reminded once, then the case is closed; a late answer is kept, shown as late and looked after")
    void remindsOnceAndKeepsALateAnswer() {
        var caseNo = "WO-LATE-1";
        var link = huisheng.invited(caseNo, "CLATE1");

        huisheng.clock("advance", "P7D");
        assertThat(huisheng.mails(caseNo, "REMINDER")).hasSize(1);
        assertThat(huisheng.caseFile(caseNo).at("/survey/state").asText()).isEqualTo("REMINDED");
        var page = huisheng.get(URI.create(link).getPath());
        huisheng.clock("advance", "P8D");
        assertThat(huisheng.mails(caseNo, "REMINDER")).hasSize(1);
        var expired = huisheng.caseFile(caseNo);
        assertThat(expired.at("/survey/state").asText()).isEqualTo("EXPIRED");
        assertThat(expired.path("stage").asText()).isEqualTo("CLOSED");

        var values = RunningHuisheng.hiddenFields(page.body());
        values.putAll(form(Map.of(), 5, 5, 5, 5, 5, 5));
        assertThat(huisheng.postForm(URI.create(link).getPath(), values).statusCode())
                .isEqualTo(200);
        huisheng.clock("advance", "PT1S");
        assertThat(huisheng.caseFile(caseNo).at("/response/late").asBoolean()).isTrue();
        assertThat(huisheng.caseFile(caseNo).path("stage").asText()).isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("E8: a suggestion that nobody answers is warned about, breached and reported upwards, each once")
    void escalatesASuggestionThatNobodyAnswers() {
        var caseNo = "WO-ESC-1";
        var link = huisheng.invited(caseNo, "CESC1");
        huisheng.answer(link, form(Map.of("comment", "服务很好", "suggestion", "请增加线上查询进度的功能"), 5, 5, 5, 5, 5, 5));

        huisheng.clock("advance", "P20D");

        var duty = huisheng.duty(caseNo, "SUGGESTION_REPLY");
        assertThat(duty.path("state").asText()).isEqualTo("OPEN");
        assertThat(duty.path("warnedAt")).hasSize(1);
        assertThat(toTheMinute(duty.path("breachedAt"))).isEqualTo(toTheMinute(duty.path("dueAt")));
        assertThat(duty.path("escalatedTo").toString()).contains("operations-manager", "management");
        assertThat(huisheng.mails(caseNo, "ESCALATION")).isNotEmpty();
    }

    @Test
    @DisplayName(
            "A9 E5: after a major complaint the special survey reaches the customer within seven days, and its answer stands beside the first")
    void followsUpAMajorComplaint() {
        var caseNo = "WO-MAJOR-1";
        dissatisfied(caseNo, "CMAJOR1", "问题一直没有处理，我要终止合作");
        settleTheComplaint(caseNo, "PHONE", "要求换新机", "更换新机", "新机正常");
        var closed = huisheng.caseFile(caseNo);
        assertThat(closed.path("stage").asText()).isEqualTo("CLOSED");
        assertThat(closed.at("/followUps/0/purpose").asText()).isEqualTo("SPECIAL");
        assertThat(closed.at("/followUps/0/state").asText()).isEqualTo("PLANNED");
        assertThat(huisheng.mails(caseNo, "SPECIAL_SURVEY")).isEmpty();

        huisheng.clock("advance", "P6D");

        assertThat(huisheng.mails(caseNo, "SPECIAL_SURVEY")).hasSize(1);
        var sent = huisheng.caseFile(caseNo);
        assertThat(sent.at("/followUps/0/state").asText()).isEqualTo("SENT");
        assertThat(OffsetDateTime.parse(sent.at("/followUps/0/sentAt").asText()))
                .isBetween(
                        OffsetDateTime.parse(closed.path("closedAt").asText()).plusDays(3),
                        OffsetDateTime.parse(closed.path("closedAt").asText()).plusDays(7));
        assertThat(sent.path("stage").asText()).isEqualTo("CLOSED");
        huisheng.answer(
                huisheng.link(caseNo, "SPECIAL_SURVEY"),
                Map.of(
                        "overall", "4",
                        "problemSolving", "4",
                        "responseSpeed", "4",
                        "attitude", "5",
                        "comment", "换了新机，现在都正常"));

        var answered = huisheng.caseFile(caseNo);
        assertThat(answered.at("/followUps/0/state").asText()).isEqualTo("ANSWERED");
        assertThat(answered.at("/followUps/0/response/scores/overall").asInt()).isEqualTo(4);
        assertThat(answered.at("/followUps/0/response/comment").asText()).isEqualTo("换了新机，现在都正常");
        assertThat(answered.path("response")).as("the answer of the loop").isEqualTo(sent.path("response"));
        assertThat(answered.path("survey")).isEqualTo(sent.path("survey"));
        assertThat(answered.path("stage").asText())
                .as("nobody has work with it")
                .isEqualTo("CLOSED");
        assertThat(huisheng.mails(caseNo, "THANKS")).hasSize(1);
        assertThat(huisheng.mails(caseNo, "INVITATION")).hasSize(1);
        assertThat(huisheng.login("quality", "demo").get("/cases/" + caseNo).body())
                .contains("跟进调查", "换了新机，现在都正常");
    }

    @Test
    @DisplayName("E3 E4: who accepted on the phone and is dissatisfied in writing has his case taken up again")
    void followsUpARecovery() {
        var caseNo = "WO-RECOVER-1";
        dissatisfied(caseNo, "CRECOVER1", "修好之后还是不太满意");
        var department = huisheng.duty(caseNo, "RECOVERY").path("department").asText();
        complete(caseNo, "Task_AcceptRecovery", department, Map.of("outcome", "ACCEPTED"));
        complete(
                caseNo,
                "Task_WorkOnRecovery",
                department,
                Map.of("outcome", "DONE", "done", "再次上门调整", "cause", "OTHER"));
        complete(
                caseNo,
                "Task_CallBackCustomer",
                "customer-service",
                Map.of("verdict", "ACCEPTED", "satisfaction", "4"));
        assertThat(huisheng.caseFile(caseNo).path("stage").asText()).isEqualTo("CLOSED");

        huisheng.clock("advance", "P3D");

        assertThat(huisheng.mails(caseNo, "RECOVERY_SURVEY")).hasSize(1);
        huisheng.answer(huisheng.link(caseNo, "RECOVERY_SURVEY"), Map.of("overall", "2", "comment", "两天后又开始漏水"));

        var again = huisheng.caseFile(caseNo);
        assertThat(again.path("stage").asText()).isEqualTo("ANSWERED");
        assertThat(again.at("/followUps/0/response/scores/overall").asInt()).isEqualTo(2);
        assertThat(again.at("/response/comment").asText()).isEqualTo("修好之后还是不太满意");
        assertThat(again.path("duties"))
                .filteredOn(duty -> duty.path("type").asText().equals("RECOVERY"))
                .extracting(duty -> duty.path("state").asText())
                .containsExactlyInAnyOrder("CLOSED", "OPEN");
    }

    @Test
    @DisplayName(
            "A9 A10: the account manager asks a key customer himself, and what he hears is the answer to the special survey")
    void theAccountManagerFollowsUp() {
        var caseNo = "WO-KEY-1";
        huisheng.event(Events.resolved("evt-" + caseNo, caseNo, "CKEY1", huisheng.now())
                .replace("STANDARD", "VIP"));
        huisheng.clock("advance", "P1D");
        complete(caseNo, "Task_InterviewCustomer", "account-manager", call(3, "再这样我就终止合作"));
        settleTheComplaint(caseNo, "VISIT", "要求赔付", "赔付并延保", "已到账");

        var asked = huisheng.caseFile(caseNo);
        assertThat(asked.path("stage").asText()).as("somebody has to call").isEqualTo("ANSWERED");
        assertThat(asked.at("/followUps/0/channel").asText()).isEqualTo("PERSONAL");
        var interview =
                asked.path("duties").get(asked.path("duties").size() - 1).at("/obligations/0");
        assertThat(interview.path("obligation").asText()).isEqualTo("special-survey");
        assertThat(Duration.between(
                        OffsetDateTime.parse(interview.path("begunAt").asText()),
                        OffsetDateTime.parse(interview.path("dueAt").asText())))
                .isEqualTo(Duration.ofDays(7));
        complete(caseNo, "Task_InterviewCustomer", "account-manager", call(8, "赔付到账，态度诚恳"));

        var answered = huisheng.caseFile(caseNo);
        assertThat(answered.at("/followUps/0/state").asText()).isEqualTo("ANSWERED");
        assertThat(answered.at("/followUps/0/response/channel").asText()).isEqualTo("PHONE");
        assertThat(answered.at("/followUps/0/response/scores/overall").asInt()).isEqualTo(8);
        assertThat(answered.at("/response/scores/overall").asInt()).isEqualTo(3);
        assertThat(answered.path("stage").asText()).isEqualTo("CLOSED");
        assertThat(huisheng.mails(caseNo, "SPECIAL_SURVEY")).isEmpty();
    }

    private static Map<String, ?> call(int overall, String comment) {
        return Map.of("outcome", "REACHED", "overall", overall, "comment", comment, "callEndedAt", huisheng.now());
    }

    /** A service whose customer is dissatisfied with it, and says why. */
    private static void dissatisfied(String caseNo, String customerNo, String comment) {
        huisheng.answer(huisheng.invited(caseNo, customerNo), form(Map.of("comment", comment), 2, 4, 3, 3, 4, 3));
    }

    /** The whole form: these words, and the scores in the order of the dimensions. */
    private static Map<String, String> form(Map<String, String> words, int... scores) {
        var fields = new HashMap<>(words);
        for (int i = 0; i < scores.length; i++) {
            fields.put(DIMENSIONS.get(i), String.valueOf(scores[i]));
        }
        return fields;
    }

    /** The lead of customer service hears the customer, agrees on a solution with him, and asks whether it holds. */
    private static void settleTheComplaint(
            String caseNo, String channel, String wanted, String solution, String confirmed) {
        var lead = "customer-service-lead";
        complete(caseNo, "Task_RecordFirstContact", lead, contact(channel, "REACHED", wanted));
        complete(
                caseNo,
                "Task_AgreeSolution",
                lead,
                Map.of("solution", solution, "responsible", "售后主管", "finishBy", "2026-12-31"));
        complete(caseNo, "Task_ConfirmSolution", lead, contact(channel, "CONFIRMED", confirmed));
    }

    private static Map<String, String> contact(String channel, String outcome, String said) {
        var moment = huisheng.now().substring(0, "2026-05-06T10:00".length()).replace('T', ' ');
        return Map.of("contactMoment", moment, "channel", channel, "outcome", outcome, "said", said);
    }

    /** Somebody claims the task of this name and submits its form. */
    private static void complete(String caseNo, String task, String user, Map<String, ?> form) {
        var session = huisheng.login(user, "demo");
        for (JsonNode open : session.tasks(caseNo)) {
            if (open.path("taskDefinitionKey").asText().equals(task)) {
                var completed = session.complete(open.path("id").asText(), user, typed(form));
                assertThat(completed.statusCode()).as(completed.body()).isEqualTo(204);
                huisheng.clock("advance", "PT1S");
                return;
            }
        }
        throw new AssertionError("No task " + task + " for " + user + " in " + session.tasks(caseNo));
    }

    /** What was typed into a form, as the engine takes it. */
    private static String typed(Map<String, ?> form) {
        return form.entrySet().stream()
                .map(field -> (field.getValue() instanceof Integer
                                ? "\"%s\":{\"value\":%s,\"type\":\"Integer\"}"
                                : "\"%s\":{\"value\":\"%s\",\"type\":\"String\"}")
                        .formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    @DisplayName("E8: says what an obligation comes to on the calendar, make-up workdays included")
    void saysWhatAnObligationComesTo() {
        var deadline = RunningHuisheng.json(huisheng.get(
                "/api/v1/deadlines?obligation=suggestion-reply&from=2026-09-28T10:00:00%2B08:00",
                "Authorization", "Bearer demo-key"));

        assertThat(deadline.path("dueAt").asText()).isEqualTo("2026-10-10T18:00:00+08:00");
        assertThat(deadline.path("countedDays").toString())
                .isEqualTo("[\"2026-09-29\",\"2026-09-30\",\"2026-10-08\",\"2026-10-09\",\"2026-10-10\"]");
        assertThat(deadline.path("warnAt").get(0).asText()).isEqualTo("2026-10-09T18:00:00+08:00");
        assertThat(deadline.path("standardVersion").asInt()).isEqualTo(1);
        assertThat(huisheng.get("/api/v1/deadlines?amount=-1&unit=WEEKS", "Authorization", "Bearer demo-key")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    @DisplayName(
            "C3 C6: a score without text is verified; what the customer adds opens the major complaint and leaves the answer as it was")
    void verifiesAScoreWithoutText() {
        var caseNo = "WO-VERIFY-1";
        var link = huisheng.invited(caseNo, "CVERIFY1");
        huisheng.answer(link, form(Map.of(), 4, 4, 4, 3, 4, 4));
        var answer = huisheng.caseFile(caseNo).path("response");
        assertThat(huisheng.duty(caseNo, "VERIFICATION").path("department").asText())
                .isEqualTo("customer-service");

        var agent = huisheng.login("customer-service", "demo");
        var taskId = agent.tasks(caseNo).get(0).path("id").asText();
        assertThat(agent.form(taskId).at("/doubt/value").asText()).isEqualTo("MISSING_TEXT");
        var refused = agent.complete(
                taskId, "customer-service", typed(Map.of("outcome", "CORRECTED", "meaning", "没有变化", "attitude", "4")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("请至少填写一项与原来不同的评分");
        var completed = agent.complete(
                taskId,
                "customer-service",
                typed(Map.of(
                        "outcome", "CORRECTED",
                        "meaning", "以为页面上没有地方写",
                        "attitude", "2",
                        "comment", "安装时支架掉下来砸伤了我父亲的脚，去医院缝了三针")));
        assertThat(completed.statusCode()).as(completed.body()).isEqualTo(204);
        huisheng.clock("advance", "PT1S");

        var verified = huisheng.caseFile(caseNo);
        assertThat(huisheng.duty(caseNo, "VERIFICATION").path("outcome").asText())
                .isEqualTo("CORRECTED");
        assertThat(huisheng.duty(caseNo, "MAJOR_COMPLAINT").path("state").asText())
                .isEqualTo("OPEN");
        assertThat(verified.path("stage").asText()).isEqualTo("ANSWERED");
        assertThat(verified.at("/verifications/0/reason").asText()).isEqualTo("MISSING_TEXT");
        assertThat(verified.at("/verifications/0/records/0/scores/attitude").asInt())
                .isEqualTo(2);
        assertThat(verified.at("/response/responseId")).isEqualTo(answer.path("responseId"));
        assertThat(verified.at("/response/scores")).isEqualTo(answer.path("scores"));
        assertThat(verified.at("/response/comment").isNull()).isTrue();
        assertThat(verified.at("/response/corrections/0/major").asBoolean()).isTrue();
        assertThat(huisheng.mails(caseNo, "THANKS")).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    @DisplayName(
            "E8: the lowest score, a threat to leave and a proposal open three duties side by side, each with its own clock")
    void opensThreeDutiesSideBySide() {
        var caseNo = "WO-SIDE-1";
        var link = huisheng.invited(caseNo, "CSIDE1");
        huisheng.answer(
                link, form(Map.of("comment", "修了三次还是坏的，我要终止合作", "suggestion", "建议上门前先确认配件型号"), 1, 2, 1, 2, 1, 2));

        var open = huisheng.caseFile(caseNo);
        assertThat(open.path("duties").findValuesAsText("type"))
                .containsExactlyInAnyOrder("VERIFICATION", "MAJOR_COMPLAINT", "SUGGESTION_REPLY");
        for (var type : List.of("VERIFICATION", "MAJOR_COMPLAINT", "SUGGESTION_REPLY")) {
            assertThat(huisheng.duty(caseNo, type).path("state").asText()).isEqualTo("OPEN");
            assertThat(huisheng.duty(caseNo, type).path("obligations").size()).isPositive();
        }
        var quality = huisheng.login("quality", "demo");
        assertThat(quality.tasks(caseNo).findValuesAsText("taskDefinitionKey")).contains("Task_VerifyResponse");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName(
            "G4: after whole loops no table of the engine, no outbox, no timeline and no line of the log knows the customer")
    void keepsPersonalDataWhereItBelongs() throws Exception {
        var log = huisheng.output();
        huisheng.close();
        var url = "jdbc:h2:file:" + data.resolve("huisheng").toAbsolutePath();
        var password = Files.readString(data.resolve("h2.password")).strip();
        try (var tables = DriverManager.getConnection(url, "huisheng", password)) {
            var places = new TreeMap<String, Set<String>>();
            for (var column : columnsOf(tables)) {
                try (var statement = tables.createStatement();
                        var rows = statement.executeQuery(
                                "select \"" + column.name() + "\" from \"" + column.table() + "\"")) {
                    while (rows.next()) {
                        var text = column.binary()
                                ? new String(bytes(rows), StandardCharsets.UTF_8)
                                : String.valueOf(rows.getString(1));
                        PERSONAL.stream()
                                .filter(text::contains)
                                .forEach(found -> places.computeIfAbsent(found, key -> new TreeSet<>())
                                        .add(column.table()));
                    }
                }
            }
            assertThat(places).as("the search finds what is there").containsOnlyKeys(PERSONAL);
            places.forEach((what, where) ->
                    assertThat(MAY_KNOW).as("%s is in %s", what, where).containsAll(where));
        }
        PERSONAL.forEach(what -> assertThat(log).doesNotContain(what));
    }

    private static byte[] bytes(ResultSet rows) throws SQLException {
        var bytes = rows.getBytes(1);
        return bytes == null ? new byte[0] : bytes;
    }

    private static List<Column> columnsOf(Connection tables) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var found = tables.getMetaData().getColumns(null, "PUBLIC", "%", "%")) {
            while (found.next()) {
                var type = found.getInt("DATA_TYPE");
                var binary = type == Types.BLOB || type == Types.VARBINARY || type == Types.BINARY;
                var text =
                        type == Types.VARCHAR || type == Types.CLOB || type == Types.CHAR || type == Types.LONGVARCHAR;
                if (binary || text) {
                    columns.add(new Column(found.getString("TABLE_NAME"), found.getString("COLUMN_NAME"), binary));
                }
            }
        }
        return columns;
    }

    /** A column that may hold words. */
    private record Column(String table, String name, boolean binary) {}

    private static String toTheMinute(JsonNode moment) {
        return moment.asText().substring(0, "2026-05-06T10:00".length());
    }
}
