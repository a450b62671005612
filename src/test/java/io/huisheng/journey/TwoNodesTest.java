package io.huisheng.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.process.DueWork;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Events;
import io.huisheng.testing.Node;
import io.huisheng.testing.Postgres;
import io.huisheng.testing.RunningHuisheng;
import io.huisheng.testing.TickingClock;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Two nodes on one PostgreSQL")
class TwoNodesTest {

    private static final int CASES = 40;
    private static final TickingClock CLOCK = new TickingClock("2026-05-06T10:00:00+08:00");
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static Node one;
    private static Node other;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        MAIL.start();
        var database = Postgres.newDatabase();
        // both at once on an empty database: neither may die of the other
        var both = Executors.newFixedThreadPool(2);
        Future<Node> first = both.submit(() -> Node.on(database, MAIL, CLOCK, folder.toString()));
        Future<Node> second = both.submit(() -> Node.on(database, MAIL, CLOCK, folder.toString()));
        one = first.get();
        other = second.get();
        both.shutdown();
    }

    @AfterAll
    static void stop() {
        for (Node node : Arrays.asList(one, other)) {
            if (node != null) {
                node.close();
            }
        }
        MAIL.stop();
        ClockUtil.reset();
    }

    @Test
    @DisplayName("A1 A12: each case is asked, answered, thanked and closed exactly once, whichever node does it")
    void doEverythingOnce() throws Exception {
        for (int i = 0; i < CASES; i++) {
            var event = Events.resolved("two-" + i, "TWO-" + i, "CTWO" + i, CLOCK.now());
            assertThat(post(one.base(), event).statusCode()).isEqualTo(201);
            assertThat(post(other.base(), event).statusCode())
                    .as("the same event at the other node")
                    .isEqualTo(200);
        }
        twoDaysPass();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> mails("INVITATION", "TWO-").size() >= CASES);

        var links = links("TWO-");
        assertThat(links).hasSize(CASES);
        var answers = new ArrayList<Callable<Integer>>();
        for (String path : links.values()) {
            var page = get(one.base() + path).body();
            answers.add(() -> answerWith(one.base() + path, page, satisfied()));
            answers.add(() -> answerWith(other.base() + path, page, satisfied()));
        }
        // nobody fills in a whole form in a second (C1)
        CLOCK.advance(Duration.ofMinutes(5));
        assertThat(together(8, answers)).containsOnly(200);

        await().atMost(Duration.ofMinutes(2)).until(() -> closed("TWO-") == CASES);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mails("THANKS", "TWO-").size() >= CASES);
        assertThat(mails("INVITATION", "TWO-")).hasSize(CASES);
        assertThat(mails("THANKS", "TWO-")).hasSize(CASES);
        assertThat(count("select count(*) from response where case_no like 'TWO-%'"))
                .isEqualTo(CASES);
        assertThat(one.get(RuntimeService.class).createIncidentQuery().count()).isZero();
    }

    @Test
    @DisplayName("B14: an answer at the very moment of expiry is never lost and never doubled")
    void answersRaceTheExpiry() throws Exception {
        for (int i = 0; i < CASES; i++) {
            post(one.base(), Events.resolved("race-" + i, "RACE-" + i, "CRACE" + i, CLOCK.now()));
        }
        twoDaysPass();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> mails("INVITATION", "RACE-").size() >= CASES);
        var links = links("RACE-");
        var pages = new HashMap<String, String>();
        for (var link : links.entrySet()) {
            pages.put(link.getKey(), get(one.base() + link.getValue()).body());
        }
        one.get(DueWork.class).pause();
        other.get(DueWork.class).pause();
        var expiry = new HashMap<String, String>();
        for (var job :
                one.get(ManagementService.class).createJobQuery().timers().list()) {
            var instance = one.get(RuntimeService.class)
                    .createProcessInstanceQuery()
                    .processInstanceId(job.getProcessInstanceId())
                    .singleResult();
            var definition = one.get(ManagementService.class)
                    .createJobDefinitionQuery()
                    .jobDefinitionId(job.getJobDefinitionId())
                    .singleResult();
            if (definition.getActivityId().equals("Boundary_InvitationLapsed")) {
                expiry.put(instance.getBusinessKey(), job.getId());
            }
        }

        var acknowledged = new HashMap<String, Integer>();
        var threads = Executors.newFixedThreadPool(2);
        for (var link : links.entrySet()) {
            var caseNo = link.getKey();
            var barrier = new CyclicBarrier(2);
            var answered = threads.submit(() -> {
                barrier.await();
                return answerWith(other.base() + link.getValue(), pages.get(caseNo), satisfied());
            });
            var expired = threads.submit(() -> {
                barrier.await();
                try {
                    one.get(ManagementService.class).executeJob(expiry.get(caseNo));
                } catch (RuntimeException lost) {
                    // the answer won; the row says so
                }
                return null;
            });
            acknowledged.put(caseNo, answered.get());
            expired.get();
        }
        threads.shutdown();
        one.get(DueWork.class).resume();
        other.get(DueWork.class).resume();
        assertThat(acknowledged.values()).containsOnly(200);
        await().atMost(Duration.ofMinutes(2)).until(() -> closed("RACE-") == CASES);

        assertThat(count("select count(*) from response where case_no like 'RACE-%'"))
                .isEqualTo(CASES);
        for (String caseNo : links.keySet()) {
            var outcome = one.get(CaseFiles.class).get(new CaseNo(caseNo)).outcome();
            var state = word("select state from invitation where case_no = ?", caseNo);
            var late = word("select cast(late as varchar(5)) from response where case_no = ?", caseNo);
            if (state.equals("ANSWERED")) {
                assertThat(outcome).isEqualTo(Outcome.ANSWERED);
                assertThat(late).isEqualToIgnoringCase("false");
            } else {
                assertThat(state).isEqualTo("EXPIRED");
                // Where the answer came before the case was closed, its outcome says so.
                assertThat(outcome).isIn(Outcome.NO_RESPONSE, Outcome.ANSWERED_LATE);
                assertThat(late).isEqualToIgnoringCase("true");
            }
        }
        assertThat(one.get(RuntimeService.class).createIncidentQuery().count()).isZero();
    }

    @Test
    @DisplayName("A12: twenty services of one customer end at the same moment, and he is asked once")
    void asksACustomerOnce() throws Exception {
        var posts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++) {
            var event = Events.resolved("quiet-" + i, "QUIET-" + i, "CQUIET", CLOCK.now());
            var node = i % 2 == 0 ? one : other;
            posts.add(() -> post(node.base(), event).statusCode());
        }
        assertThat(together(10, posts)).containsOnly(201);
        twoDaysPass();

        await().atMost(Duration.ofMinutes(2)).until(() -> closed("QUIET-") == 19);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mails("INVITATION", "QUIET-").size() == 1);
        assertThat(count("select count(*) from invitation where case_no like 'QUIET-%' and state = 'NOT_SENT'"
                        + " and reason = 'QUIET_PERIOD'"))
                .isEqualTo(19);
    }

    private static void twoDaysPass() {
        CLOCK.advance(Duration.ofDays(2));
        one.get(DueWork.class).alignClock();
    }

    private static <T> List<T> together(int threads, List<Callable<T>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    private static HttpResponse<String> post(String base, String event) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/service-events"))
                        .header("Authorization", "Bearer " + Node.API_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static int answerWith(String address, String page, Map<String, String> fields) throws Exception {
        var values = RunningHuisheng.hiddenFields(page);
        values.putAll(fields);
        var form = values.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static Map<String, String> satisfied() {
        return Map.of(
                "overall",
                "5",
                "responseSpeed",
                "5",
                "problemSolving",
                "5",
                "professionalism",
                "5",
                "attitude",
                "5",
                "compliance",
                "5",
                "comment",
                "师傅很专业");
    }

    /** Case number to the path of its survey page, from the mails that arrived. */
    private static Map<String, String> links(String prefix) throws MessagingException, IOException {
        var links = new LinkedHashMap<String, String>();
        for (MimeMessage mail : mails("INVITATION", prefix)) {
            var link = Pattern.compile("/s/[A-Za-z0-9_-]{22}").matcher(decoded(mail));
            if (link.find()) {
                links.put(mail.getHeader("X-Huisheng-Case")[0], link.group());
            }
        }
        return links;
    }

    private static String decoded(MimeMessage mail) throws MessagingException, IOException {
        var parts = new StringBuilder();
        if (mail.getContent() instanceof MimeMultipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.append(multipart.getBodyPart(i).getContent()).append('\n');
            }
        }
        return parts.toString();
    }

    private static List<MimeMessage> mails(String kind, String casePrefix) throws MessagingException {
        var found = new ArrayList<MimeMessage>();
        for (MimeMessage mail : MAIL.getReceivedMessages()) {
            if (kind.equals(mail.getHeader("X-Huisheng-Kind")[0])
                    && mail.getHeader("X-Huisheng-Case")[0].startsWith(casePrefix)) {
                found.add(mail);
            }
        }
        return found;
    }

    private static long closed(String prefix) {
        return count("select count(*) from case_file where stage = 'CLOSED' and case_no like '" + prefix + "%'");
    }

    private static long count(String sql) {
        return one.get(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static String word(String sql, String caseNo) {
        return one.get(JdbcClient.class)
                .sql(sql)
                .param(caseNo)
                .query(String.class)
                .single();
    }
}
