package io.huisheng.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packaged application as a process of its own, started from an empty folder and used from outside only. */
public final class RunningHuisheng implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final String base;
    private final Path log;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private RunningHuisheng(Process process, String base, Path log) {
        this.process = process;
        this.base = base;
        this.log = log;
    }

    /** Starts the demo on a Wednesday morning, without cases of its own. */
    public static RunningHuisheng demoIn(Path folder) {
        return startIn(folder, "--huisheng.demo.start-at=2026-05-06T10:00:00+08:00", "--huisheng.demo.sample-cases=0");
    }

    /** Starts the jar in this folder on a free port, and returns when it is healthy. */
    public static RunningHuisheng startIn(Path folder, String... arguments) {
        return startIn(folder, freePort(), arguments);
    }

    /** Starts the jar in this folder on this port, and returns when it is healthy. */
    public static RunningHuisheng startIn(Path folder, int port, String... arguments) {
        var jar = Path.of(System.getProperty("huisheng.jar", "target/huisheng.jar"))
                .toAbsolutePath();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                // a journey must know what follows; the draw has tests of its own (C5)
                "--huisheng.verification.sampling=false"));
        command.addAll(List.of(arguments));
        var log = folder.resolve("huisheng-" + System.nanoTime() + ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var running = new RunningHuisheng(process, "http://127.0.0.1:" + port, log);
            running.awaitHealth(managementPort(command).orElse(port));
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Integer> managementPort(List<String> command) {
        var setting = "--management.server.port=";
        return command.stream()
                .filter(argument -> argument.startsWith(setting))
                .map(argument -> Integer.valueOf(argument.substring(setting.length())))
                .filter(port -> port > 0)
                .findFirst();
    }

    private void awaitHealth(int port) {
        var health = "http://127.0.0.1:" + port + "/actuator/health";
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (get(health).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // it does not listen yet
            }
            try {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("Huisheng did not start:\n" + output());
    }

    public String base() {
        return base;
    }

    /** The processor time it has used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Everything it has written so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(http, request(path, headers).GET().build());
    }

    public HttpResponse<String> postJson(String path, String body, String... headers) {
        return send(
                http,
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    /** Posts a service event with the demo's key. */
    public HttpResponse<String> event(String body) {
        return postJson("/api/v1/service-events", body, "Authorization", "Bearer demo-key");
    }

    /** The case as the API shows it. */
    public JsonNode caseFile(String caseNo) {
        return json(get("/api/v1/cases/" + caseNo, "Authorization", "Bearer demo-key"));
    }

    /** The first duty of this type in a case. */
    public JsonNode duty(String caseNo, String type) {
        var duties = caseFile(caseNo).path("duties");
        for (var duty : duties) {
            if (duty.path("type").asText().equals(type)) {
                return duty;
            }
        }
        throw new AssertionError("No duty " + type + " in " + duties);
    }

    /** What the demo's clock shows. */
    public String now() {
        return json(get("/demo/clock")).path("now").asText();
    }

    /** Moves the demo's clock: {@code "advance":"P1D"} or {@code "to":"…"}. */
    public JsonNode clock(String how, String value) {
        return json(postJson("/demo/clock", "{\"" + how + "\":\"" + value + "\"}"));
    }

    /** The messages of one kind that left for a case, oldest first. */
    public List<JsonNode> mails(String caseNo, String kind) {
        var found = new ArrayList<JsonNode>();
        json(get("/demo/mailbox.json")).forEach(mail -> {
            if (mail.path("caseNo").asText().equals(caseNo)
                    && mail.path("kind").asText().equals(kind)) {
                found.add(mail);
            }
        });
        return found;
    }

    /** The link in the first message of this kind that left for a case. */
    public String link(String caseNo, String kind) {
        return mails(caseNo, kind).get(0).path("link").asText();
    }

    /** Reports a finished service and lets two days pass; the link of the invitation to the survey. */
    public String invited(String caseNo, String customerNo) {
        event(Events.resolved("evt-" + caseNo, caseNo, customerNo, now()));
        clock("advance", "P2D");
        return link(caseNo, "INVITATION");
    }

    /** Fills in the page behind a link as a browser would, and submits it; nobody does that in a second (C1). */
    public void answer(String link, Map<String, String> fields) {
        var path = URI.create(link).getPath();
        var values = hiddenFields(get(path).body());
        values.putAll(fields);
        clock("advance", "PT5M");
        var answer = postForm(path, values);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        clock("advance", "PT1S");
    }

    public HttpResponse<String> postForm(String path, Map<String, String> values) {
        return send(
                http,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(values)))
                        .build());
    }

    /** The hidden fields of the first form of a page. */
    public static Map<String, String> hiddenFields(String page) {
        var values = new java.util.LinkedHashMap<String, String>();
        var input = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>").matcher(page);
        while (input.find()) {
            values.put(attribute(input.group(), "name"), attribute(input.group(), "value"));
        }
        return values;
    }

    private static String attribute(String tag, String name) {
        var value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Logs a member of staff in, for calls to the REST API that Tasklist uses. */
    public StaffSession login(String user, String password) {
        var cookies = new CookieManager();
        var browser = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var page = send(browser, request("/login").GET().build());
        var values = hiddenFields(page.body());
        values.put("username", user);
        values.put("password", password);
        var answer = send(
                browser,
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(values)))
                        .build());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IllegalStateException(
                    user + " could not log in: " + answer.statusCode() + " " + answer.headers());
        }
        send(browser, request("/camunda/app/tasklist/default/").GET().build());
        return new StaffSession(browser, cookies);
    }

    /** A browser session of a member of staff. */
    public final class StaffSession {

        private final HttpClient browser;
        private final CookieManager cookies;

        private StaffSession(HttpClient browser, CookieManager cookies) {
            this.browser = browser;
            this.cookies = cookies;
        }

        public HttpResponse<String> get(String path) {
            return send(
                    browser,
                    request(path)
                            .header("Accept", "application/json, text/html")
                            .GET()
                            .build());
        }

        public HttpResponse<String> engine(String path, String body) {
            var token = cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(java.net.HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
            return send(
                    browser,
                    request("/camunda/api/engine/engine/default" + path)
                            .header("Content-Type", "application/json")
                            .header("X-XSRF-TOKEN", token)
                            .POST(BodyPublishers.ofString(body))
                            .build());
        }

        /** The open tasks of a case that this user may see. */
        public JsonNode tasks(String caseNo) {
            return json(engine("/task", "{\"processInstanceBusinessKey\":\"" + caseNo + "\"}"));
        }

        /** What the form of a task shows. */
        public JsonNode form(String taskId) {
            return json(get("/camunda/api/engine/engine/default/task/" + taskId + "/form-variables"));
        }

        /** Claims a task and submits its form. */
        public HttpResponse<String> complete(String taskId, String user, String variables) {
            var claimed = engine("/task/" + taskId + "/claim", "{\"userId\":\"" + user + "\"}");
            if (claimed.statusCode() != 204) {
                return claimed;
            }
            return engine("/task/" + taskId + "/submit-form", "{\"variables\":" + variables + "}");
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.statusCode() + " " + response.body(), e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofMinutes(2));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(60, TimeUnit.SECONDS)
                .exceptionally(slow -> process.destroyForcibly())
                .join();
    }
}
