package io.huisheng.access;

import io.huisheng.shared.Inserts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doors of the house on a real Tomcat, with nothing but stand-ins behind them. */
@SpringBootConfiguration
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
@EnableConfigurationProperties(AccessSettings.class)
@ComponentScan(
        basePackages = {"io.huisheng.access", "io.huisheng.shared"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Inserts.class))
class FrontDoor {

    static final String PASSWORD = "a right password";

    /** Knows everybody by the same password; whoever is called camunda-admin belongs to that group. */
    @Bean
    AuthenticationProvider users() {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication login) {
                if (!PASSWORD.equals(login.getCredentials())) {
                    throw new BadCredentialsException("wrong");
                }
                return UsernamePasswordAuthenticationToken.authenticated(
                        login.getName(), null, AuthorityUtils.createAuthorityList(login.getName()));
            }

            @Override
            public boolean supports(Class<?> type) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
            }
        };
    }

    @Bean
    StaffRules auditorsOnlyRead() {
        return (who, request) -> !who.getName().equals("auditor") || "GET".equals(request.getMethod());
    }

    /** Stands in for everything behind the doors: it tells who came in. */
    @RestController
    static class Rooms {

        static final Set<String> CAME_IN = ConcurrentHashMap.newKeySet();

        @GetMapping({
            "/",
            "/cases",
            "/api/v1/cases/1",
            "/api/v1/customers/C1/export",
            "/customers/C1",
            "/actuator/health",
            "/actuator/prometheus",
            "/actuator/env",
            "/camunda/app/tasklist/default/",
            "/camunda/api/engine/engine/default/task",
            "/camunda/app/tasklist/scripts/config.js",
            "/demo/clock",
            "/s/token"
        })
        Map<String, Object> read(@Nullable Principal who, HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return Map.of("who", who == null ? "nobody" : who.getName(), "session", session != null);
        }

        @GetMapping("/csrf-token")
        String token(CsrfToken token) {
            return token.getToken();
        }

        @GetMapping("/styled")
        String styled(HttpServletResponse response) {
            response.setHeader("Content-Security-Policy", "sandbox");
            return "styled";
        }

        @PostMapping({"/api/v1/service-events", "/camunda/api/engine/engine/default/task", "/demo/clock"})
        Map<String, Object> take(@RequestBody byte[] body) {
            return Map.of("bytes", body.length);
        }

        @PostMapping(path = "/s/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        Map<String, Object> answer(HttpServletRequest request) {
            return Map.of(
                    "comment", String.valueOf(request.getParameter("comment")).length());
        }

        @RequestMapping({
            "/camunda/api/admin/setup/default/user/create",
            "/camunda/api/admin/auth/user/default/login/tasklist"
        })
        List<String> neverReached(HttpServletRequest request) {
            CAME_IN.add(request.getRequestURI());
            return List.of();
        }
    }
}
