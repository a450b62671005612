package io.huisheng.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

@DisplayName("The door of the demo")
@SpringBootTest(
        classes = FrontDoor.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"huisheng.data-dir=target/demo-door", "huisheng.access.limits.login.per-minute=3"})
@ActiveProfiles("demo")
class DemoDoorTest {

    @LocalServerPort
    int port;

    @Test
    void isOpenWithoutALogin() throws Exception {
        var visitor = new Visitor(port);

        assertThat(visitor.get("/demo/clock").statusCode()).isEqualTo(200);
        assertThat(visitor.post("/demo/clock", new byte[] {1}).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/cases").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/login").body()).contains("demo");
    }

    @Test
    void turnsAForeignPageAway() throws Exception {
        var visitor = new Visitor(port);

        assertThat(visitor.post("/demo/clock", new byte[] {1}, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.post("/demo/clock", new byte[] {1}, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.post("/demo/clock", new byte[] {1}, "Origin", "http://127.0.0.1:" + port)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void slowsDownWhoTriesManyPasswordsWhateverAddressHeClaims() throws Exception {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(new Visitor(port)
                            .logIn("admin", "guess", "X-Forwarded-For", "198.51.100." + attempt)
                            .statusCode())
                    .isEqualTo(302);
        }
        var refused =
                new Visitor(port).logIn("admin", "guess", "X-Forwarded-For", "198.51.100.9", "Accept", "text/html");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(refused.body()).contains("操作过于频繁");
    }
}
