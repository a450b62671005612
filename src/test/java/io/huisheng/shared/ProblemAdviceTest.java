package io.huisheng.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.DeserializationFeature;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ResponseStatusException;

@DisplayName("Problems of the API")
class ProblemAdviceTest {

    private static final String TYPE = "urn:huisheng:problem:";

    private Supplier<RuntimeException> failure = IllegalStateException::new;
    private Problems problems;
    private MockMvc http;

    @BeforeEach
    void openTheApi() {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setBasename("classpath:messages/shared");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var json = Jackson2ObjectMapperBuilder.json()
                .featuresToEnable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        var locales = new LanguageConfiguration().localeResolver();
        problems = new Problems(messages, locales, json);
        http = MockMvcBuilders.standaloneSetup(new Api(), new Page())
                .setControllerAdvice(new ProblemAdvice(problems))
                .setLocaleResolver(locales)
                .setMessageConverters(new MappingJackson2HttpMessageConverter(json))
                .build();
    }

    @Test
    @DisplayName("names every wrong field at once, in Chinese")
    void namesEveryWrongField() throws Exception {
        failure = () -> new InvalidInput(List.of(
                new Violation("/customer/name", "shared.text.too-long", 2000),
                new Violation("#/caseNo", "shared.text.nul", 40)));

        http.perform(get("/api/fail"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(header().string("Content-Language", "zh-CN"))
                .andExpect(jsonPath("$.type").value(TYPE + "invalid-input"))
                .andExpect(jsonPath("$.title").value("请求内容有误"))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.errors.length()").value(2))
                .andExpect(jsonPath("$.errors[0].pointer").value("#/customer/name"))
                .andExpect(jsonPath("$.errors[0].detail").value("最多 2000 个字符，请缩短"))
                .andExpect(jsonPath("$.errors[1].pointer").value("#/caseNo"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "en, The request is not valid",
        "en-GB, The request is not valid",
        "'fr, en;q=0.5', The request is not valid",
        "fr, 请求内容有误",
        "*, 请求内容有误",
        "zh, 请求内容有误",
        "zh-TW, 请求内容有误",
        "'zh-Hant-HK, en;q=0.9', 请求内容有误",
        "'!?;q=x', 请求内容有误",
        "'zh-CN,zh;q=0.9,en;q=0.8', 请求内容有误",
    })
    void speaksTheLanguageOfTheCaller(String accepted, String title) throws Exception {
        failure = () -> new InvalidInput(List.of());

        http.perform(get("/api/fail").header("Accept-Language", accepted))
                .andExpect(jsonPath("$.title").value(title))
                .andExpect(jsonPath("$.type").value(TYPE + "invalid-input"));
    }

    @Test
    void answersAConflictWith409() throws Exception {
        failure = () -> new Conflict("shared.problem.not-found.named", "WO-1");

        http.perform(get("/api/fail"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value(TYPE + "conflict"))
                .andExpect(jsonPath("$.detail").value("未找到：WO-1"));
    }

    @Test
    void staysClearWhenATextIsMissing() throws Exception {
        failure = () -> new Conflict("casefile.no-such-text");

        http.perform(get("/api/fail"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("casefile.no-such-text"));
    }

    @Test
    void namesWhatWasNotFound() throws Exception {
        failure = () -> new NotFound("WO-1");

        http.perform(get("/api/fail").header("Accept-Language", "en"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value(TYPE + "not-found"))
                .andExpect(jsonPath("$.detail").value("Not found: WO-1"));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("unreadableBodies")
    @DisplayName("says where a body cannot be read, without naming a class")
    void saysWhereABodyCannotBeRead(String body, String pointer, String detail) throws Exception {
        http.perform(post("/api/orders").contentType(MediaType.APPLICATION_JSON).content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value(TYPE + "invalid-input"))
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer))
                .andExpect(jsonPath("$.errors[0].detail", containsString(detail)))
                .andExpect(content().string(not(containsString("java"))))
                .andExpect(content().string(not(containsString("huisheng.shared"))))
                .andExpect(content().string(not(containsString("jackson"))));
    }

    static List<Arguments> unreadableBodies() {
        return List.of(
                of("", "#", "请求体为空"),
                of("{\"no\":", "#", "第 1 行"),
                of("{\n  \"no\" 1}", "#", "第 2 行第 8 列"),
                of("[]", "#", "应为 JSON 对象"),
                of("\"x\"", "#", "应为 JSON 对象"),
                of("{\"kind\":\"BLUE\"}", "#/kind", "REPAIR, COMPLAINT"),
                of("{\"since\":\"gestern\"}", "#/since", "2026-05-06"),
                of("{\"at\":\"2026-05-06T10:00:00\"}", "#/at", "带时区偏移"),
                of("{\"pieces\":\"viele\"}", "#/pieces", "应为数字"),
                of("{\"pieces\":null}", "#/pieces", "应为数字"),
                of("{\"urgent\":\"perhaps\"}", "#/urgent", "true 或 false"),
                of("{\"no\":{}}", "#/no", "应为字符串"),
                of("{\"lines\":\"x\"}", "#/lines", "应为数组"),
                of("{\"lines\":[{\"no\":\"a\"},{\"no\":[]}]}", "#/lines/1/no", "应为字符串"),
                of("{\"labels\":{\"a/b~c\":\"viele\"}}", "#/labels/a~1b~0c", "应为数字"));
    }

    private static Arguments of(String body, String pointer, String detail) {
        return Arguments.of(body, pointer, detail);
    }

    @Test
    void namesTheFieldsThatBreakAConstraint() throws Exception {
        http.perform(post("/api/orders")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"pieces\":1,\"lines\":[{\"no\":\" \"}]}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].pointer").value("#/lines/0/no"));
    }

    @Test
    void refusesParametersThatAreMissingOrWrong() throws Exception {
        http.perform(get("/api/orders"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].pointer").value("#/from"))
                .andExpect(jsonPath("$.errors[0].detail").value("缺少此参数"));
        http.perform(get("/api/orders").param("from", "soon"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].pointer").value("#/from"))
                .andExpect(jsonPath("$.errors[0].detail").value("应为日期，例如 2026-05-06"));
    }

    @Test
    void refusesAnotherMethod() throws Exception {
        http.perform(post("/api/fail"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "GET"))
                .andExpect(jsonPath("$.type").value(TYPE + "method-not-allowed"));
    }

    @Test
    void refusesAnotherMediaType() throws Exception {
        http.perform(post("/api/orders").contentType(MediaType.TEXT_XML).content("<order/>"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value(TYPE + "unsupported-media-type"));
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        failure = () -> new MaxUploadSizeExceededException(1);
        http.perform(get("/api/fail"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.type").value(TYPE + "payload-too-large"));

        failure = () -> new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "java.secret");
        http.perform(get("/api/fail"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(content().string(not(containsString("secret"))));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("failuresOfTheDatabase")
    void asksTheCallerToComeAgainWhileTheDatabaseIsAway(RuntimeException gone) throws Exception {
        failure = () -> gone;

        http.perform(get("/api/fail"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"))
                .andExpect(jsonPath("$.type").value(TYPE + "unavailable"));
    }

    static List<RuntimeException> failuresOfTheDatabase() {
        return List.of(
                new CannotGetJdbcConnectionException("gone"),
                new DataAccessResourceFailureException("gone"),
                new QueryTimeoutException("slow"),
                new CannotCreateTransactionException("gone"),
                new IllegalStateException("engine", new SQLException("terminating connection", "57P01")));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("unexpectedFailures")
    void keepsItsInsidesToItself(RuntimeException unexpected) throws Exception {
        failure = () -> unexpected;

        http.perform(get("/api/fail"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value(TYPE + "internal-error"))
                .andExpect(jsonPath("$.instance", startsWith("urn:uuid:")))
                .andExpect(content().string(not(containsString("secret"))));
    }

    static List<RuntimeException> unexpectedFailures() {
        return List.of(
                new IllegalStateException("secret"),
                new DataIntegrityViolationException("secret", new SQLException("secret", "23505")),
                new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "secret"));
    }

    @Test
    void leavesPagesAlone() {
        failure = () -> new NotFound("page");

        assertThatThrownBy(() -> http.perform(get("/pages/fail"))).hasRootCauseInstanceOf(NotFound.class);
    }

    @Test
    void leavesRefusalsOfTheLoginToTheLogin() {
        failure = () -> new AccessDeniedException("no");

        assertThatThrownBy(() -> http.perform(get("/api/fail"))).hasRootCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    @DisplayName("are sent by filters too")
    void areSentByFiltersToo() throws Exception {
        var request = new MockHttpServletRequest("POST", "/api/v1/service-events");
        request.addHeader("Accept-Language", "en-US");
        var response = new MockHttpServletResponse();

        problems.send(request, response, HttpStatus.TOO_MANY_REQUESTS);

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString())
                .contains("\"type\":\"urn:huisheng:problem:too-many-requests\"", "\"title\":\"Too many requests\"");
    }

    @RestController
    class Api {

        @GetMapping("/api/fail")
        String fail() {
            throw failure.get();
        }

        @GetMapping("/api/orders")
        String list(@RequestParam LocalDate from) {
            return from.toString();
        }

        @PostMapping("/api/orders")
        String order(@Valid @RequestBody Order order) {
            return order.toString();
        }
    }

    @Controller
    class Page {

        @GetMapping("/pages/fail")
        String fail() {
            throw failure.get();
        }
    }

    record Order(
            @Nullable String no,
            @Nullable Kind kind,
            @Nullable LocalDate since,
            @Nullable OffsetDateTime at,
            int pieces,
            @Nullable Boolean urgent,
            @Nullable List<@Valid Line> lines,
            @Nullable Map<String, Integer> labels) {}

    record Line(@NotBlank String no) {}

    enum Kind {
        REPAIR,
        COMPLAINT
    }
}
