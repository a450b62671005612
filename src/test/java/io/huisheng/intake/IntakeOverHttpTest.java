package io.huisheng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.zaxxer.hikari.HikariDataSource;
import io.huisheng.access.CallerLimits;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.Customers;
import io.huisheng.shared.Conflict;
import io.huisheng.testing.Database;
import io.huisheng.testing.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;

@DisplayName("Intake over HTTP")
@SpringBootTest(
        classes = IntakeOverHttpTest.Office.class,
        properties = {
            "huisheng.access.api-keys[0].name=erp",
            "huisheng.access.api-keys[0].sha256=c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c",
            "huisheng.access.limits.intake.per-second=100000",
        })
@AutoConfigureMockMvc
@ActiveProfiles("test")
class IntakeOverHttpTest {

    private static final String ONE = "/api/v1/service-events";
    private static final String BATCH = "/api/v1/service-events/batch";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @MockitoBean
    Customers customers;

    @MockitoBean
    CaseFiles files;

    @MockitoSpyBean
    CallerLimits limits;

    @BeforeEach
    void opensCases() {
        jdbc.sql("delete from service_event").update();
        doAnswer(call -> {
                    ServiceEvent event = call.getArgument(0);
                    return new CaseFile(
                            event.caseNo(),
                            event.customerNo(),
                            event.scenario(),
                            event.type(),
                            event.occurredAt(),
                            event.service(),
                            Stage.WAITING,
                            null,
                            1,
                            event.occurredAt(),
                            null);
                })
                .when(files)
                .receive(any());
    }

    @Test
    void answersANewEventWith201AndARepeatedOneWith200AndTheSameReceipt() throws Exception {
        var first = http.perform(sent(ONE, Bodies.FULL))
                .andExpect(status().isCreated())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(jsonPath("$.eventId").value("evt-1"))
                .andExpect(jsonPath("$.caseNo").value("WO-20260506-0001"))
                .andExpect(jsonPath("$.round").value(1))
                .andExpect(jsonPath("$.receivedAt").value("2026-05-06T12:00:00+08:00"))
                .andReturn();
        var again =
                http.perform(sent(ONE, Bodies.FULL)).andExpect(status().isOk()).andReturn();

        assertThat(again.getResponse().getContentAsByteArray())
                .isEqualTo(first.getResponse().getContentAsByteArray());
    }

    @Test
    void tellsEveryWrongFieldInTheLanguageOfTheCaller() throws Exception {
        var body = Bodies.FULL.replace("RESOLVED", "DONE").replace("zhang@example.com", "zhang");

        http.perform(sent(ONE, body))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[*].pointer", contains("#/type", "#/customer/email")))
                .andExpect(jsonPath("$.errors[1].detail", containsString("电子邮箱")));
        http.perform(sent(ONE, body).header("Accept-Language", "en-US,en;q=0.9"))
                .andExpect(jsonPath("$.errors[0].detail", containsString("RESOLVED, COMPLETED")))
                .andExpect(jsonPath("$.errors[1].detail", containsString("no valid e-mail address")));
        assertThat(jdbc.sql("select count(*) from service_event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void answersAContradictionWith409() throws Exception {
        http.perform(sent(ONE, Bodies.event("e", "WO-1"))).andExpect(status().isCreated());
        http.perform(sent(ONE, Bodies.event("e", "WO-2")).header("Accept-Language", "en"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail", containsString("other content")));

        doThrow(new Conflict("casefile.conflict.round-is-running", "WO-3", 1))
                .when(files)
                .receive(any());
        http.perform(sent(ONE, Bodies.event("f", "WO-3"))).andExpect(status().isConflict());
    }

    @Test
    void answers401WithoutAKeyAnd415ForAnythingButJson() throws Exception {
        http.perform(post(ONE).contentType(MediaType.APPLICATION_JSON).content(Bodies.FULL))
                .andExpect(status().isUnauthorized())
                .andExpect(header().exists("WWW-Authenticate"));
        http.perform(sent(ONE, Bodies.FULL).contentType(MediaType.TEXT_PLAIN))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        http.perform(post(ONE).header("Authorization", "Bearer demo-key").content(Bodies.FULL))
                .andExpect(status().isUnsupportedMediaType());
        http.perform(sent(ONE, Bodies.FULL).accept(MediaType.TEXT_HTML)).andExpect(status().isCreated());
    }

    @Test
    void answers413BeforeAnythingIsRead() throws Exception {
        http.perform(sent(ONE, " ".repeat(1024 * 1024 + 1)))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void asksAKeyToComeAgainThatCallsTooOften() throws Exception {
        doReturn(Optional.of(Duration.ofMillis(1_500))).when(limits).take("intake", "erp");

        for (String path : List.of(ONE, BATCH)) {
            http.perform(sent(path, Bodies.FULL))
                    .andExpect(status().isTooManyRequests())
                    .andExpect(header().string("Retry-After", "2"))
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        }
    }

    @Test
    void asksToComeAgainWhereTheDatabaseIsAway() throws Exception {
        doThrow(new CannotGetJdbcConnectionException("gone")).when(files).receive(any());

        http.perform(sent(ONE, Bodies.FULL))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"));
        http.perform(sent(BATCH, "[" + Bodies.FULL + "]"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"));
    }

    @Test
    void answersABatchItemByItem() throws Exception {
        http.perform(sent(BATCH, "[" + Bodies.event("a", "WO-1") + ",{}," + Bodies.event("a", "WO-1") + "]"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].status", contains(201, 400, 200)))
                .andExpect(jsonPath("$[0].caseNo").value("WO-1"))
                .andExpect(jsonPath("$[0].errors", hasSize(0)))
                .andExpect(jsonPath("$[1].errors", hasSize(6)))
                .andExpect(jsonPath("$[1].errors[0].pointer").value("#/eventId"));
    }

    @Test
    void goesOnWithABatchWhereOneEventIsTheFaultOfTheHouse() throws Exception {
        doAnswer(call -> {
                    ServiceEvent event = call.getArgument(0);
                    if (event.eventId().equals("b")) {
                        throw new IllegalStateException("a mistake of ours");
                    }
                    return new CaseFile(
                            event.caseNo(),
                            "C1",
                            event.scenario(),
                            event.type(),
                            event.occurredAt(),
                            event.service(),
                            Stage.WAITING,
                            null,
                            1,
                            event.occurredAt(),
                            null);
                })
                .when(files)
                .receive(any());

        http.perform(sent(
                        BATCH,
                        "[" + Bodies.event("a", "WO-1") + "," + Bodies.event("b", "WO-2") + ","
                                + Bodies.event("c", "WO-3") + "]"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].status", contains(201, 500, 201)))
                .andExpect(content().string(Matchers.not(containsString("mistake"))));
    }

    @Test
    void refusesWhatIsNoBatchOrTooLargeOne() throws Exception {
        http.perform(sent(BATCH, Bodies.FULL)).andExpect(status().isBadRequest());
        var tooMany = IntStream.range(0, 1_001).mapToObj(number -> "{}").collect(Collectors.joining(",", "[", "]"));
        http.perform(sent(BATCH, tooMany).header("Accept-Language", "en"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].detail", containsString("1000")));
        http.perform(sent(BATCH, "[]"))
                .andExpect(status().isOk())
                .andExpect(content().json("[]"));
    }

    @Test
    @DisplayName("survives whatever is sent: never a 5xx, never an inside shown")
    void survivesWhateverIsSent() throws Exception {
        var bodies = hostileBodies();
        assertThat(bodies).hasSizeGreaterThan(1_000);
        for (byte[] body : bodies) {
            for (String path : List.of(ONE, BATCH)) {
                var response = http.perform(post(path)
                                .header("Authorization", "Bearer demo-key")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body))
                        .andReturn()
                        .getResponse();
                var what = new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8);
                assertThat(response.getStatus())
                        .as("%s %s -> %s", path, what, response.getContentAsString(StandardCharsets.UTF_8))
                        .isIn(200, 201, 400, 409, 413);
                if (response.getStatus() == 400) {
                    assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                            .as(what)
                            .doesNotContain("java.", "org.", "SQL", "Exception");
                }
                if (path.equals(BATCH) && response.getStatus() == 200) {
                    assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                            .as(what)
                            .doesNotContain("\"status\":50");
                }
            }
        }
    }

    /** Every field with every hostile value, and the whole body broken in every way we could think of. */
    private static List<byte[]> hostileBodies() {
        var values = List.of(
                "null",
                "true",
                "-1",
                "0",
                "1e999999",
                "-0.0",
                "9".repeat(150),
                "9".repeat(5_000),
                "[]",
                "{}",
                "[[[[[[[[]]]]]]]]",
                "\"\"",
                "\" \"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\u202e\"",
                "\"\\u0007\"",
                "\"\\r\\nBcc: a@b.cn\"",
                "\"" + "x".repeat(4_001) + "\"",
                "\"" + "😀".repeat(128) + "\"",
                "\"" + "𠮷".repeat(64) + "\"",
                "\"${T(java.lang.Runtime).getRuntime()}\"",
                "\"#{1+1}\"",
                "\"{{7*7}}\"",
                "\"<script>alert(1)</script>\"",
                "\"'; drop table service_event; --\"",
                "\"../../etc/passwd\"",
                "\"2026-05-06T10:00:00+08:00\"",
                "\"9999-12-31T23:59:59+08:00\"",
                "\"+999999999-12-31T23:59:59-18:00\"",
                "\"2026-05-06T10:00:00+99:00\"",
                "\"RESOLVED\"",
                "\"a@b.cn\"",
                "\"13800138000\"",
                "{\"$ne\":null}");
        var fields = List.of(
                "evt-1",
                "RESOLVED",
                "2026-05-06T10:00:00+08:00",
                "WO-20260506-0001",
                "REPAIR",
                "C202405001",
                "张三",
                "INDIVIDUAL",
                "STANDARD",
                "2024-05-01",
                "zhang@example.com",
                "13800138000",
                "zh-CN",
                "空调",
                "KFR-35GW",
                "维修",
                "ONSITE",
                "S008",
                "after-sales",
                "2026-05-05T10:30:00+08:00",
                "更换电容");
        List<byte[]> bodies = new ArrayList<>();
        for (String field : fields) {
            for (String value : values) {
                var body = Bodies.FULL.replace('"' + field + '"', value);
                bodies.add(Bodies.bytes(body));
            }
        }
        for (Charset charset : List.of(
                Charset.forName("GB18030"),
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                Charset.forName("UTF-32"),
                StandardCharsets.ISO_8859_1)) {
            bodies.add(Bodies.FULL.getBytes(charset));
        }
        bodies.add(Bodies.bytes("\uFEFF" + Bodies.FULL));
        bodies.add(Bodies.bytes("[".repeat(100_000)));
        bodies.add(Bodies.bytes("{\"a\":".repeat(60) + "1" + "}".repeat(60)));
        bodies.add(Bodies.bytes(
                Bodies.FULL.replaceFirst("\\{", "{\"eventId\":\"first\",\"" + "k".repeat(60_000) + "\":1,")));
        bodies.add(new byte[0]);
        bodies.add(new byte[1_000]);
        var random = new Random(20_260_506);
        var whole = Bodies.bytes(Bodies.FULL);
        for (int number = 0; number < 400; number++) {
            var broken = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            bodies.add(broken);
        }
        for (int length = 0; length < whole.length; length += 7) {
            bodies.add(Arrays.copyOf(whole, length));
        }
        return bodies;
    }

    private static MockHttpServletRequestBuilder sent(String path, String body) {
        return post(path)
                .header("Authorization", "Bearer demo-key")
                .contentType(MediaType.APPLICATION_JSON)
                .content(Bodies.bytes(body));
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        MessageSourceAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    @ConfigurationPropertiesScan({"io.huisheng.access", "io.huisheng.intake"})
    @ComponentScan(
            basePackages = {"io.huisheng.access", "io.huisheng.intake", "io.huisheng.shared"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|FrontDoor|ClockConfiguration).*"))
    static class Office {

        @Bean
        DataSource database() {
            var source = new HikariDataSource();
            source.setJdbcUrl(Database.H2.newUrl());
            source.setUsername("postgres");
            source.setPassword("postgres");
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return source;
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return new TestClock("2026-05-06T12:00:00+08:00");
        }
    }
}
