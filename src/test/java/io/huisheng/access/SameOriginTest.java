package io.huisheng.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@DisplayName("The same-origin check")
class SameOriginTest {

    @ParameterizedTest(name = "host {0}, origin {1}, site {2}: {3}")
    @CsvSource({
        "localhost, http://localhost:8080, same-origin, 200",
        "localhost, , , 200",
        "localhost, , none, 200",
        "127.0.0.1, http://127.0.0.1:8080, , 200",
        "demo.example, http://demo.example:8080, same-origin, 200",
        "rebound.example, http://rebound.example:8080, same-origin, 403",
        "localhost, http://localhost:9090, same-site, 403",
        "localhost, http://localhost:9090, , 403",
        "localhost, null, , 403",
        "localhost, , cross-site, 403"
    })
    void believesABrowserOnlyOnItsOwnGround(String host, String origin, String site, int status) throws Exception {
        var request = new MockHttpServletRequest("POST", "/demo/clock");
        request.setServerName(host);
        request.setServerPort(8080);
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        if (site != null) {
            request.addHeader("Sec-Fetch-Site", site);
        }
        var response = new MockHttpServletResponse();

        new SameOrigin("http://demo.example:8080").doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(status);
    }
}
