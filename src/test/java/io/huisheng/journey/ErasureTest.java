package io.huisheng.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.Validity;
import io.huisheng.casefile.HomeFigure;
import io.huisheng.closure.Recoveries;
import io.huisheng.invitation.Invitations;
import io.huisheng.process.DueWork;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Events;
import io.huisheng.testing.Node;
import io.huisheng.testing.RunningHuisheng;
import io.huisheng.testing.TickingClock;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("G3: a customer is erased, and the statistics survive without him")
class ErasureTest {

    private static final String CUSTOMER = "KMARK7731";
    private static final String PHONE = "13977317731";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What nobody may find afterwards: who he is, what he wrote, what others wrote about him. */
    private static final Map<String, String> MARKERS = Map.ofEntries(
            Map.entry("customer number", CUSTOMER),
            Map.entry("name", "张标记"),
            Map.entry("e-mail", "kmark7731@marker.example"),
            Map.entry("phone", PHONE),
            Map.entry("phone of the contact", "13700007731"),
            Map.entry("wecom", "wecom-kmark"),
            Map.entry("resolution", "更换标记甲"),
            Map.entry("comment", "评语标记乙"),
            Map.entry("suggestion", "建议标记丙"),
            Map.entry("tagged words", "等了标记丁天"),
            Map.entry("typed by staff", "员工标记戊"),
            Map.entry("typed into the engine", "引擎标记己"),
            Map.entry("attachment", "附件标记庚"),
            Map.entry("digest of the number", digest(CUSTOMER)),
            Map.entry("digest of the e-mail", digest("kmark7731@marker.example")),
            Map.entry("digest of the phone", digest("+86" + PHONE)));

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TickingClock clock = new TickingClock("2026-05-06T10:00:00+08:00");
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Node node;

    @BeforeEach
    void startMail() {
        mail.start();
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        mail.stop();
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("no column of any table knows him any more, nothing runs for him, and everything else goes on")
    void leavesNoTrace(Database database, @TempDir Path folder) throws Exception {
        node = Node.on(database.newUrl(), mail, clock, folder.toString());
        runEverythingFor(CUSTOMER);
        assertThat(tracesOf(MARKERS))
                .as("the search finds what is there")
                .containsKeys(
                        "customer number", "name", "e-mail", "phone", "phone of the contact", "wecom", "resolution")
                .containsKeys("comment", "suggestion", "tagged words", "typed by staff", "typed into the engine")
                .containsKeys("attachment", "digest of the number", "digest of the e-mail", "digest of the phone");

        var export = api("GET", "/api/v1/customers/" + CUSTOMER + "/export");
        assertThat(export.statusCode()).as(export.body()).isEqualTo(200);
        assertThat(export.body())
                .contains(CUSTOMER, "张标记", "kmark7731@marker.example", PHONE, "13700007731", "wecom-kmark")
                .contains("更换标记甲", "评语标记乙", "建议标记丙", "员工标记戊", "noticeVersion", "RESOLVED");
        assertThat(api("DELETE", "/api/v1/customers/" + CUSTOMER + "?reason=because")
                        .statusCode())
                .isEqualTo(400);

        var erased = api("DELETE", "/api/v1/customers/" + CUSTOMER + "?reason=CONTRACT_ENDED");
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(JSON.readTree(erased.body()).path("cases").asInt()).isEqualTo(3);
        assertThat(erased.body()).doesNotContain(CUSTOMER);

        // before the diagrams have heard of it, and afterwards
        assertThat(tracesOf(MARKERS)).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> running("MARK-1") == 0);
        assertThat(node.get(TaskService.class)
                        .createTaskQuery()
                        .processInstanceBusinessKey("MARK-1")
                        .count())
                .isZero();
        assertThat(node.get(HistoryService.class)
                        .createHistoricActivityInstanceQuery()
                        .activityId("End_CustomerErased")
                        .count())
                .isPositive();
        assertThat(tracesOf(MARKERS)).isEmpty();

        theOutsideSeesAnErasedCase();
        anotherCustomerKeepsWhatIsHis();
        assertThat(api("DELETE", "/api/v1/customers/" + CUSTOMER).body())
                .as("asked again")
                .isEqualTo(erased.body());
        assertThat(api("GET", "/api/v1/customers/" + CUSTOMER + "/export").statusCode())
                .isEqualTo(404);
        assertThat(api("DELETE", "/api/v1/customers/NOBODY").statusCode()).isEqualTo(404);
        assertThat(count("select count(*) from privacy_request where kind = 'EXPORT' and by_user = 'api:tests'"))
                .as("of both customers")
                .isEqualTo(2);
        assertThat(count("select count(*) from privacy_request where kind = 'ERASURE'"))
                .isEqualTo(1);
        assertThat(node.get(RuntimeService.class).createIncidentQuery().count()).isZero();

        assertThat(post(event("evt-fresh", "RESOLVED", "MARK-9", CUSTOMER)).statusCode())
                .as("later he is a new customer")
                .isEqualTo(201);
        assertThat(count("select count(*) from case_file where customer_no = '" + CUSTOMER + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("every figure is the same before and after")
    void leavesTheFigures(Database database, @TempDir Path folder) throws Exception {
        node = Node.on(database.newUrl(), mail, clock, folder.toString());
        assertThat(post(event("evt-1", "RESOLVED", "FIG-1", CUSTOMER)).statusCode())
                .isEqualTo(201);
        assertThat(post(Events.resolved("evt-2", "FIG-2", "COTHER", clock.now()))
                        .statusCode())
                .isEqualTo(201);
        pass(Duration.ofDays(2));
        answer(linkOf("FIG-1"), Map.of("overall", "5", "comment", "评语标记乙，师傅很专业"));
        answer(linkOf("FIG-2"), Map.of("overall", "5", "comment", "师傅很专业"));
        assertThat(post(event("evt-3", "RESOLVED", "FIG-3", CUSTOMER)).statusCode())
                .isEqualTo(201);
        pass(Duration.ofDays(2));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from case_file where stage = 'CLOSED'") == 3);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from outbox where state in ('NEW', 'SENDING')") == 0);
        var before = figures();

        assertThat(api("DELETE", "/api/v1/customers/" + CUSTOMER).statusCode()).isEqualTo(200);

        assertThat(figures()).isEqualTo(before);
        assertThat(before.toString()).contains("QUIET_PERIOD", "VIP", "空调", "POSITIVE");
        assertThat(tracesOf(MARKERS)).isEmpty();
    }

    @Test
    @DisplayName("an answer at the very moment of the erasure is either erased with him or not taken")
    void racesAnAnswer(@TempDir Path folder) throws Exception {
        node = Node.on(Database.POSTGRES.newUrl(), mail, clock, folder.toString());
        int many = 12;
        for (int i = 0; i < many; i++) {
            assertThat(post(Events.resolved("race-" + i, "RACE-" + i, "KRACE" + i, clock.now()))
                            .statusCode())
                    .isEqualTo(201);
        }
        pass(Duration.ofDays(2));
        var pages = new HashMap<String, Map<String, String>>();
        for (int i = 0; i < many; i++) {
            var link = linkOf("RACE-" + i);
            pages.put(link, RunningHuisheng.hiddenFields(get(link).body()));
        }
        pass(Duration.ofMinutes(5));
        var work = new ArrayList<Callable<Integer>>();
        int number = 0;
        for (var page : pages.entrySet()) {
            var fields = new HashMap<>(page.getValue());
            fields.putAll(answers(Map.of("overall", "2", "comment", "评语标记乙", "suggestion", "建议标记丙")));
            work.add(() -> postForm(page.getKey(), fields).statusCode());
            var customer = "KRACE" + number++;
            work.add(() -> api("DELETE", "/api/v1/customers/" + customer).statusCode());
        }
        var pool = Executors.newFixedThreadPool(8);
        var said = new ArrayList<Integer>();
        for (var done : pool.invokeAll(work)) {
            said.add(done.get());
        }
        pool.shutdown();

        assertThat(said).containsAnyOf(200).isSubsetOf(200, 404, 410);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> node.get(RuntimeService.class)
                                .createProcessInstanceQuery()
                                .count()
                        == 0);
        await().atMost(Duration.ofSeconds(60)).until(() -> count("select count(*) from assessment_due") == 0);
        assertThat(count("select count(*) from case_file where stage <> 'CLOSED' or erased_at is null"))
                .isZero();
        assertThat(tracesOf(Map.of("comment", "评语标记乙", "suggestion", "建议标记丙", "customer", "KRACE")))
                .isEmpty();
        assertThat(count("select count(*) from duty where state = 'OPEN'")).isZero();
    }

    /** One case with everything that can be written, one that was not asked, and one that goes on under another number. */
    private void runEverythingFor(String customer) throws Exception {
        assertThat(post(event("evt-mark-1", "RESOLVED", "MARK-1", customer)).statusCode())
                .isEqualTo(201);
        pass(Duration.ofDays(2));
        answer(
                linkOf("MARK-1"),
                Map.of(
                        "overall", "1",
                        "comment", "评语标记乙，等了标记丁天，等了三天，我要终止合作",
                        "suggestion", "建议标记丙：希望周末也能预约上门",
                        "contactMe", "true",
                        "contact", "13700007731"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from duty where case_no = 'MARK-1' and state = 'OPEN'") >= 2);
        assertThat(post(event("evt-mark-2", "RESOLVED", "MARK-2", customer)).statusCode())
                .isEqualTo(201);
        assertThat(post(event("evt-mark-3", "RESOLVED", "MARK-3", customer)).statusCode())
                .isEqualTo(201);
        pass(Duration.ofDays(2));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count(
                                "select count(*) from case_file where case_no in ('MARK-2', 'MARK-3') and stage = 'CLOSED'")
                        == 2);
        assertThat(post(Events.resolved("evt-mark-4", "MARK-3", "COTHER", clock.now()))
                        .statusCode())
                .isEqualTo(201);
        node.get(Assessments.class).rule(new CaseNo("MARK-1"), Validity.VALID, "员工标记戊", "quality");
        jdbc().sql("update assessment_tag set words = '[\"等了标记丁天\"]'").update();
        everybodyWrites();
        theEngineKeepsWords();
    }

    /** A row with words in each table in which staff write. */
    private void everybodyWrites() {
        var duty = jdbc().sql("select id from duty where case_no = 'MARK-1' order by opened_at, id limit 1")
                .query(UUID.class)
                .single();
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var words = "员工标记戊";
        insert("duty_result", Map.of("duty_id", duty, "text", words, "by_user", "u", "at", now));
        insert(
                "case_note",
                Map.of("case_no", "MARK-1", "round", 1, "text", words, "written_by", "u", "written_at", now));
        insert("customer_reply", Map.of("duty_id", duty, "text", words, "signed_by", words, "by_user", "u", "at", now));
        insert(
                "interview_attempt",
                Map.ofEntries(
                        Map.entry("id", UUID.randomUUID()),
                        Map.entry("duty_id", duty),
                        Map.entry("attempt", 1),
                        Map.entry("outcome", "REACHED"),
                        Map.entry("entered_at", now),
                        Map.entry("entered_by", "u"),
                        Map.entry("entered_late", false),
                        Map.entry("dimensions", "{}"),
                        Map.entry("customer_comment", words),
                        Map.entry("customer_suggestion", words),
                        Map.entry("recording", words),
                        Map.entry("promises_call_back", false),
                        Map.entry("note", words)));
        insert("major_member", Map.of("duty_id", duty, "role", "quality", "note", words, "by_user", "u", "at", now));
        insert(
                "major_contact",
                Map.of(
                        "id",
                        UUID.randomUUID(),
                        "duty_id",
                        duty,
                        "purpose",
                        "FIRST_CONTACT",
                        "outcome",
                        "REACHED",
                        "channel",
                        "PHONE",
                        "contacted_at",
                        now,
                        "said",
                        words,
                        "promised",
                        words,
                        "by_user",
                        "u",
                        "at",
                        now));
        insert(
                "major_solution",
                Map.of(
                        "id", UUID.randomUUID(),
                        "duty_id", duty,
                        "text", words,
                        "responsible", words,
                        "finish_by", now.toLocalDate(),
                        "by_user", "u",
                        "at", now));
        insert(
                "major_progress",
                Map.of(
                        "id", UUID.randomUUID(),
                        "duty_id", duty,
                        "text", words,
                        "signed_by", words,
                        "by_user", "u",
                        "at", now));
        insert(
                "major_decision",
                Map.of(
                        "id",
                        UUID.randomUUID(),
                        "duty_id",
                        duty,
                        "decision",
                        "GO_ON",
                        "reason",
                        words,
                        "by_user",
                        "u",
                        "at",
                        now));
        insert(
                "recovery_record",
                Map.of(
                        "duty_id",
                        duty,
                        "step_no",
                        99,
                        "kind",
                        "ACCEPTED",
                        "department",
                        "quality",
                        "said",
                        words,
                        "by_user",
                        "u",
                        "at",
                        now));
        insert(
                "verification_record",
                Map.ofEntries(
                        Map.entry("id", UUID.randomUUID()),
                        Map.entry("duty_id", duty),
                        Map.entry("response_id", UUID.randomUUID()),
                        Map.entry("attempt", 99),
                        Map.entry("outcome", "CONFIRMED"),
                        Map.entry("at", now),
                        Map.entry("by_user", "u"),
                        Map.entry("scores", "{}"),
                        Map.entry("customer_comment", words),
                        Map.entry("customer_suggestion", words),
                        Map.entry("meaning", words),
                        Map.entry("explanation", words),
                        Map.entry("note", words)));
    }

    /** Comments and attachments are closed to everybody; whoever finds a way all the same must not be its keeper. */
    private void theEngineKeepsWords() {
        var tasks = node.get(TaskService.class);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey("MARK-1")
                .list()
                .get(0);
        node.get(IdentityService.class).setAuthenticatedUserId("admin");
        tasks.createComment(task.getId(), task.getProcessInstanceId(), "引擎标记己");
        tasks.createComment(task.getId(), null, "引擎标记己");
        tasks.createAttachment(
                "text/plain",
                task.getId(),
                task.getProcessInstanceId(),
                "引擎标记己",
                "引擎标记己",
                new ByteArrayInputStream("附件标记庚".getBytes(StandardCharsets.UTF_8)));
        node.get(IdentityService.class).clearAuthentication();
        for (String table : List.of("act_ru_task", "act_hi_taskinst")) {
            jdbc().sql("update " + table + " set description_ = '引擎标记己' where id_ = ?")
                    .param(task.getId())
                    .update();
        }
    }

    private void theOutsideSeesAnErasedCase() throws Exception {
        var file = JSON.readTree(api("GET", "/api/v1/cases/MARK-1").body());
        assertThat(file.path("customerErased").asBoolean()).isTrue();
        assertThat(file.path("customerNo").asText()).startsWith("ERASED-");
        assertThat(file.path("stage").asText()).isEqualTo("CLOSED");
        assertThat(file.path("outcome").asText()).isEqualTo("CUSTOMER_ERASED");
        assertThat(file.at("/response/scores/overall").asInt()).isEqualTo(1);
        assertThat(file.at("/response/comment").asText()).isEqualTo("已删除");
        assertThat(file.at("/response/tags")).isNotEmpty();
        file.path("duties")
                .forEach(duty -> assertThat(duty.path("state").asText()).isNotEqualTo("OPEN"));

        var link = linkOf("MARK-1");
        var page = get(link);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("不再有效");
        var again = post(event("evt-mark-1", "RESOLVED", "MARK-1", CUSTOMER));
        assertThat(again.statusCode()).as("the same event").isEqualTo(200);
        assertThat(again.body()).contains("evt-mark-1", "MARK-1");
        var reopened = post(event("evt-mark-5", "REOPENED", "MARK-1", CUSTOMER));
        assertThat(reopened.statusCode()).isEqualTo(409);
        assertThat(reopened.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
        assertThat(reopened.body()).contains("客户资料已删除");
        assertThat(post(event(
                                "evt-mark-6",
                                "RESOLVED",
                                "MARK-2",
                                file.path("customerNo").asText()))
                        .statusCode())
                .as("nobody is known by the made-up number")
                .isEqualTo(409);
    }

    private void anotherCustomerKeepsWhatIsHis() throws Exception {
        var other = JSON.readTree(api("GET", "/api/v1/cases/MARK-3").body());
        assertThat(other.path("customerNo").asText()).isEqualTo("COTHER");
        assertThat(other.path("stage").asText()).isNotEqualTo("CLOSED");
        assertThat(other.path("customerErased").asBoolean()).isFalse();
        assertThat(other.at("/service/resolution").asText()).isEqualTo("更换电容");
        assertThat(other.path("timeline").toString()).contains("客户编号由 ERASED-", "变更为 COTHER");
        assertThat(api("GET", "/api/v1/customers/COTHER/export").body()).contains("cother@example.com");
    }

    /** The figures of the home page for every role, and what reports are made of. */
    private Map<String, Object> figures() {
        var figures = new TreeMap<String, Object>();
        var roles = Set.of("customer-service-lead", "operations-manager", "management", "quality", "process-owner");
        node.all(HomeFigure.class)
                .forEach((name, room) -> figures.put(name, room.figures(roles, Locale.SIMPLIFIED_CHINESE)));
        var start = clock.instant().minus(Duration.ofDays(60));
        figures.put(
                "recovery",
                node.get(Recoveries.class).rate(start, clock.instant().plusSeconds(60)));
        figures.put("not asked", node.get(Invitations.class).casesNotAsked(start));
        for (String sql : List.of(
                "select f.product_type, f.product_model, f.department, f.scenario, f.outcome, f.completed_at, count(*) from case_file f"
                        + " group by f.product_type, f.product_model, f.department, f.scenario, f.outcome, f.completed_at order by 1, 2, 3, 4, 5, 6",
                "select c.tier, c.type, c.industry, a.validity, a.sentiment, a.problem_class, a.overall_index, a.normalised, count(*)"
                        + " from assessment a join case_file f on f.case_no = a.case_no join customer c on c.customer_no = f.customer_no"
                        + " group by c.tier, c.type, c.industry, a.validity, a.sentiment, a.problem_class, a.overall_index, a.normalised order by 1, 2, 3, 4",
                "select t.tag, count(*) from assessment_tag t group by t.tag order by 1",
                "select state, reason, channel, sent_at, answered_at, count(*) from invitation"
                        + " group by state, reason, channel, sent_at, answered_at order by 1, 2, 3, 4, 5",
                "select type, state, outcome, opened_at, due_at, closed_at from duty order by 1, 2, 3, 4, 5, 6",
                "select kind, channel, state, count(*) from outbox group by kind, channel, state order by 1, 2, 3",
                "select channel, late, wants_contact, received_at, seconds_taken from response order by received_at")) {
            figures.put(sql, jdbc().sql(sql).query().listOfRows().toString());
        }
        return figures;
    }

    /** Each marker and the columns in which it stands, over every table of the database, the engine's included. */
    private Map<String, Set<String>> tracesOf(Map<String, String> markers) throws SQLException {
        var traces = new TreeMap<String, Set<String>>();
        try (var connection = node.get(DataSource.class).getConnection()) {
            var columns = new ArrayList<Column>();
            var schema = connection.getMetaData().getDatabaseProductName().equals("H2") ? "PUBLIC" : "public";
            try (var found = connection.getMetaData().getColumns(null, schema, "%", "%")) {
                while (found.next()) {
                    var type = found.getInt("DATA_TYPE");
                    var binary = Set.of(Types.BLOB, Types.VARBINARY, Types.BINARY, Types.LONGVARBINARY)
                            .contains(type);
                    var text = Set.of(Types.VARCHAR, Types.CLOB, Types.CHAR, Types.LONGVARCHAR)
                            .contains(type);
                    if (binary || text) {
                        columns.add(new Column(found.getString("TABLE_NAME"), found.getString("COLUMN_NAME"), binary));
                    }
                }
            }
            assertThat(columns).hasSizeGreaterThan(200);
            for (var column : columns) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "select \"" + column.name() + "\" from \"" + column.table() + "\"")) {
                    while (rows.next()) {
                        var bytes = column.binary() ? rows.getBytes(1) : null;
                        var text = bytes != null
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : column.binary() ? "" : String.valueOf(rows.getString(1));
                        markers.forEach((what, marker) -> {
                            if (text.contains(marker)) {
                                traces.computeIfAbsent(what, key -> new TreeSet<>())
                                        .add(column.table() + "." + column.name());
                            }
                        });
                    }
                }
            }
        }
        return traces;
    }

    private record Column(String table, String name, boolean binary) {}

    private String event(String eventId, String type, String caseNo, String customer) {
        return Events.event(eventId, type, "REPAIR", caseNo, customer, clock.now())
                .replace("张三", "张标记")
                .replace(customer.toLowerCase(Locale.ROOT) + "@example.com", "kmark7731@marker.example")
                .replace(Events.phoneOf(customer), PHONE)
                .replace("\"language\"", "\"wecomId\":\"wecom-kmark\",\"language\"")
                .replace("\"STANDARD\"", "\"VIP-TEST\"")
                .replace("更换电容", "更换标记甲");
    }

    private void answer(String link, Map<String, String> given) throws Exception {
        var fields = RunningHuisheng.hiddenFields(get(link).body());
        fields.putAll(answers(given));
        // nobody fills in a whole form in a second (C1)
        pass(Duration.ofMinutes(5));
        var answered = postForm(link, fields);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    }

    private static Map<String, String> answers(Map<String, String> given) {
        var fields = new HashMap<>(Map.of(
                "responseSpeed", given.get("overall"),
                "problemSolving", given.get("overall"),
                "professionalism", given.get("overall"),
                "attitude", given.get("overall"),
                "compliance", given.get("overall")));
        fields.putAll(given);
        return fields;
    }

    private String linkOf(String caseNo) {
        var found = new ArrayList<String>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (MimeMessage message : mail.getReceivedMessages()) {
                if ("INVITATION".equals(message.getHeader("X-Huisheng-Kind")[0])
                        && caseNo.equals(message.getHeader("X-Huisheng-Case")[0])
                        && message.getContent() instanceof MimeMultipart parts) {
                    for (int i = 0; i < parts.getCount(); i++) {
                        var link = Pattern.compile("/s/[A-Za-z0-9_-]{22}")
                                .matcher(String.valueOf(parts.getBodyPart(i).getContent()));
                        if (link.find()) {
                            found.add(link.group());
                        }
                    }
                }
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private void pass(Duration time) {
        clock.advance(time);
        node.get(DueWork.class).alignClock();
    }

    private long running(String caseNo) {
        return node.get(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNo)
                .count();
    }

    private void insert(String table, Map<String, ?> row) {
        var columns = new ArrayList<>(row.keySet());
        jdbc().sql("insert into " + table + " (" + String.join(", ", columns) + ") values ("
                        + columns.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")")
                .params(row)
                .update();
    }

    private JdbcClient jdbc() {
        return node.get(JdbcClient.class);
    }

    private long count(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    private HttpResponse<String> post(String event) throws Exception {
        return HTTP.send(
                keyed("/api/v1/service-events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> api(String method, String path) throws Exception {
        return HTTP.send(keyed(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder keyed(String path) {
        return HttpRequest.newBuilder(URI.create(node.base() + path)).header("Authorization", "Bearer " + Node.API_KEY);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(node.base() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> postForm(String path, Map<String, String> fields) throws Exception {
        var form = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(node.base() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
