package io.huisheng.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

@DisplayName("The front door")
@SpringBootTest(
        classes = FrontDoor.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "huisheng.access.api-keys[0].name=erp",
            "huisheng.access.api-keys[0].sha256=c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c",
            "huisheng.access.api-keys[0].customer-data=true",
            "huisheng.access.api-keys[1].name=old",
            "huisheng.access.api-keys[1].sha256=0000000000000000000000000000000000000000000000000000000000000000",
            "huisheng.access.api-keys[1].revoked=true",
            "huisheng.access.api-keys[2].name=dashboard",
            "huisheng.access.api-keys[2].sha256=580843d03d2216ff1a275d0991bad66e4d1af871171d929e9de604b7959f9bca",
            "huisheng.access.limits.login.per-minute=1000",
            "server.tomcat.max-swallow-size=64KB"
        })
@ActiveProfiles("test")
class FrontDoorTest {

    private static final String KEY = "Bearer demo-key";

    @LocalServerPort
    int port;

    @Autowired
    StaffSessions sessions;

    private Visitor visitor;

    @BeforeEach
    void opens() {
        visitor = new Visitor(port);
    }

    @Nested
    @DisplayName("for other systems")
    class ForSystems {

        @Test
        void letsInWhoShowsAKeyAndRemembersNothing() throws Exception {
            var answer = visitor.get("/api/v1/cases/1", "Authorization", KEY);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"who\":\"erp\"").contains("\"session\":false");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic ZGVtby1rZXk6", "demo-key"})
        void refusesEveryOtherKeyAsAProblem(String header) throws Exception {
            var answer = visitor.get("/api/v1/cases/1", "Authorization", header, "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"huisheng\"");
            assertThat(type(answer)).startsWith("application/problem+json");
            assertThat(answer.body()).contains("\"status\":401");
        }

        @Test
        void refusesWhoShowsNothing() throws Exception {
            assertThat(visitor.post("/api/v1/service-events", bytes(2)).statusCode())
                    .isEqualTo(401);
            assertThat(visitor.get("/api/v1/no-such-thing").statusCode()).isEqualTo(401);
        }

        @Test
        void letsStaffReadButNotWrite() throws Exception {
            visitor.logIn("quality", FrontDoor.PASSWORD);

            assertThat(visitor.get("/api/v1/cases/1").body()).contains("\"who\":\"quality\"");
            var written = visitor.post("/api/v1/service-events", bytes(2));
            assertThat(written.statusCode()).isEqualTo(403);
            assertThat(type(written)).startsWith("application/problem+json");
        }
    }

    @Nested
    @DisplayName("for customers")
    class ForCustomers {

        @Test
        void guardsThePageAndStartsNoSession() throws Exception {
            var page = visitor.get("/s/token");

            assertThat(page.body()).contains("\"session\":false");
            assertThat(header(page, "Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'");
            assertThat(header(page, "Cache-Control")).contains("no-store");
            assertThat(header(page, "X-Robots-Tag")).contains("noindex");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        }

        @Test
        void takesAnAnswerWithoutASpringToken() throws Exception {
            assertThat(visitor.postForm("/s/token", "comment=good").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void refusesAnAnswerThatIsFarTooLong() throws Exception {
            assertThat(visitor.postForm("/s/token", "comment=" + "x".repeat(64 * 1024))
                            .statusCode())
                    .isEqualTo(413);
        }

        @Test
        void showsStyleSheetsToEverybody() throws Exception {
            var sheet = visitor.get("/access/access.css");

            assertThat(sheet.statusCode()).isEqualTo(200);
            assertThat(type(sheet)).startsWith("text/css");
            assertThat(header(sheet, "Cache-Control")).doesNotContain("no-store");
        }
    }

    @Nested
    @DisplayName("for staff")
    class ForStaff {

        @Test
        @DisplayName("G3 G4: a customer's data goes out by a key, or to the few who answer his requests")
        void keepsTheDataOfCustomersFromMost() throws Exception {
            visitor.logIn("quality", FrontDoor.PASSWORD);
            assertThat(visitor.get("/customers/C1").statusCode()).isEqualTo(403);
            var other = new Visitor(port);
            other.logIn("customer-service-lead", FrontDoor.PASSWORD);
            assertThat(other.get("/customers/C1").statusCode()).isEqualTo(200);
            var exported = other.get("/api/v1/customers/C1/export");
            assertThat(exported.statusCode()).isEqualTo(403);
            assertThat(type(exported)).startsWith("application/problem+json");
            assertThat(new Visitor(port)
                            .get("/api/v1/customers/C1/export", "Authorization", KEY)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName(
                "G3 G4: a key without customer-data neither hands out nor erases customers, and is told what it lacks")
        void keepsTheDataOfCustomersFromOtherKeys() throws Exception {
            var exported = visitor.get("/api/v1/customers/C1/export", "Authorization", "Bearer other-key");

            assertThat(exported.statusCode()).isEqualTo(403);
            assertThat(type(exported)).startsWith("application/problem+json");
            assertThat(exported.body()).contains("dashboard", "customer-data");
            assertThat(visitor.get("/api/v1/cases/1", "Authorization", "Bearer other-key")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void sendsPagesToTheLoginAndTellsTheEnginesApiTheTruth() throws Exception {
            var page = visitor.get("/cases", "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(302);
            assertThat(header(page, "Location")).isEqualTo("/login");

            assertThat(visitor.get("/camunda/api/engine/engine/default/task").statusCode())
                    .isEqualTo(401);
            assertThat(header(visitor.get("/camunda/app/tasklist/default/"), "Location"))
                    .isEqualTo("/login");
            assertThat(visitor.get("/camunda/app/tasklist/scripts/config.js").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void takesANewSessionAtTheLoginAndReturnsToThePageThatWasWanted() throws Exception {
            visitor.get("/cases?page=2", "Accept", "text/html");
            var before = visitor.session();

            var welcome = visitor.logIn("quality", FrontDoor.PASSWORD);

            assertThat(header(welcome, "Location")).isEqualTo("/cases?page=2");
            assertThat(before).isNotEmpty();
            assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
            assertThat(visitor.get("/cases").body()).contains("quality");
        }

        @Test
        void goesHomeAfterALoginWithoutAWish() throws Exception {
            visitor.get("/camunda/api/engine/engine/default/task");

            assertThat(header(visitor.logIn("quality", FrontDoor.PASSWORD), "Location"))
                    .isEqualTo("/");
            assertThat(header(visitor.get("/login"), "Location")).isEqualTo("/");
        }

        @Test
        void neverNamesAForeignHost() throws Exception {
            var lies = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n";

            assertThat(raw("GET /cases HTTP/1.1\r\n" + lies + "Accept: text/html\r\nConnection: close\r\n\r\n"))
                    .contains("302")
                    .contains("Location: /login")
                    .doesNotContain("evil");
            assertThat(raw("GET //evil.example/%2e%2e HTTP/1.1\r\n" + lies
                            + "Accept: text/html\r\nConnection: close\r\n\r\n"))
                    .doesNotContain("Location: //");
        }

        @Test
        void explainsAWrongPasswordInTheLanguageOfTheReader() throws Exception {
            assertThat(header(visitor.logIn("quality", "wrong"), "Location")).isEqualTo("/login?error");

            assertThat(visitor.get("/login?error").body()).contains("用户名或密码不正确").contains("几秒");
            assertThat(visitor.get("/login?error", "Accept-Language", "en-GB").body())
                    .contains("The user name or the password is wrong");
        }

        @Test
        void asksAgainWhereTheLoginPageWasOpenTooLong() throws Exception {
            var late = visitor.postForm("/login", "username=quality&password=x&_csrf=stale");

            assertThat(header(late, "Location")).isEqualTo("/login?expired");
        }

        @Test
        void logsOutFromOurPagesAndFromTasklist() throws Exception {
            visitor.logIn("quality", FrontDoor.PASSWORD);
            assertThat(visitor.postForm("/logout", "").statusCode()).isEqualTo(403);
            var token = visitor.get("/csrf-token").body();
            assertThat(header(visitor.postForm("/logout", "_csrf=" + token), "Location"))
                    .isEqualTo("/login?logout");
            assertThat(visitor.get("/cases").statusCode()).isEqualTo(302);

            visitor.logIn("quality", FrontDoor.PASSWORD);
            assertThat(visitor.post("/camunda/api/admin/auth/user/default/logout", bytes(0))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/camunda/api/engine/engine/default/task").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void endsTheSessionsOfSomebodyEverywhere() throws Exception {
            visitor.logIn("leaver", FrontDoor.PASSWORD);
            assertThat(visitor.get("/cases").statusCode()).isEqualTo(200);

            sessions.expire("leaver");

            assertThat(visitor.get("/api/v1/cases/1").statusCode()).isEqualTo(401);
            visitor.logIn("leaver", FrontDoor.PASSWORD);
            sessions.expire("leaver");
            assertThat(visitor.get("/camunda/api/engine/engine/default/task").statusCode())
                    .isEqualTo(401);
            visitor.logIn("leaver", FrontDoor.PASSWORD);
            sessions.expire("leaver");
            assertThat(header(visitor.get("/cases"), "Location")).isEqualTo("/login?expired");
        }

        @Test
        void asksTheRulesBeforeTheEngineIsReached() throws Exception {
            visitor.logIn("auditor", FrontDoor.PASSWORD);

            assertThat(visitor.get("/camunda/api/engine/engine/default/task").statusCode())
                    .isEqualTo(200);
            assertThat(visitor.post("/camunda/api/engine/engine/default/task", bytes(2))
                            .statusCode())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/camunda/api/admin/setup/default/user/create",
                    "/camunda/api/admin/auth/user/default/login/tasklist",
                    "/camunda/api/admin/auth/user/default/login/tasklist/",
                    "/camunda/api/admin//setup/default/user/create",
                    "/camunda/api/admin/%73etup/default/user/create",
                    "/camunda/api/admin/setup;x=1/default/user/create",
                    "/camunda/api/x/../admin/setup/default/user/create",
                    "/camunda/api/admin/auth/user/default/%6cogin/tasklist"
                })
        void keepsTheEnginesOwnDoorsShut(String path) throws Exception {
            FrontDoor.Rooms.CAME_IN.clear();
            visitor.post(path, bytes(2));
            visitor.logIn("camunda-admin", FrontDoor.PASSWORD);

            assertThat(visitor.post(path, bytes(2)).statusCode()).isIn(400, 403, 404);
            assertThat(FrontDoor.Rooms.CAME_IN).isEmpty();
        }

        @Test
        void guardsOurPagesAndLeavesTheEnginesAlone() throws Exception {
            visitor.logIn("quality", FrontDoor.PASSWORD);

            assertThat(header(visitor.get("/cases"), "Content-Security-Policy"))
                    .contains("frame-ancestors 'self'")
                    .contains("connect-src 'self'");
            assertThat(header(visitor.get("/cases"), "Cache-Control")).contains("no-store");
            assertThat(header(visitor.get("/styled"), "Content-Security-Policy"))
                    .isEqualTo("sandbox");
            assertThat(header(visitor.get("/camunda/app/tasklist/default/"), "Content-Security-Policy"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("for operators")
    class ForOperators {

        @Test
        void showsHealthToEverybodyAndFiguresToFew() throws Exception {
            assertThat(visitor.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/actuator/prometheus").statusCode()).isEqualTo(401);
            assertThat(visitor.get("/actuator/prometheus", "Authorization", KEY).statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/actuator/env", "Authorization", KEY).statusCode())
                    .isEqualTo(403);

            visitor.logIn("quality", FrontDoor.PASSWORD);
            assertThat(visitor.get("/actuator/prometheus").statusCode()).isEqualTo(403);
            var administrator = new Visitor(port);
            administrator.logIn("camunda-admin", FrontDoor.PASSWORD);
            assertThat(administrator.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("against too much")
    class AgainstTooMuch {

        @Test
        void takesABodyOfExactlyTheLargestSize() throws Exception {
            assertThat(visitor.post("/api/v1/service-events", bytes(1024 * 1024), "Authorization", KEY)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void refusesOneByteMoreAsAProblem() throws Exception {
            var answer = raw("POST /api/v1/service-events HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }

        @Test
        void refusesItWithoutALengthToo() throws Exception {
            var whole = visitor.send(visitor.request("/api/v1/service-events", "Authorization", KEY)
                    .POST(BodyPublishers.ofInputStream(() -> stream(1024 * 1024))));
            assertThat(whole.body()).contains("1048576");

            var flood = "POST /api/v1/service-events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(33);
            // Nothing ends this body: whoever waited for its end would wait for ever.
            assertThat(raw(flood)).startsWith("HTTP/1.1 413");
        }

        @Test
        void refusesItForTheEngineAsWell() throws Exception {
            assertThat(raw("POST /camunda/api/engine/engine/default/task HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Length: 99999999\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
        }
    }

    /** What the server answers, headers only, before anything more was sent. */
    private String raw(String request) throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }

    private static InputStream stream(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String type(HttpResponse<String> answer) {
        return header(answer, "Content-Type");
    }
}
