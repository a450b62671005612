package io.huisheng.access;

import io.huisheng.shared.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who comes in by which door: other systems with a key, customers with a link, staff with a password.
 *
 * <p>Paths are matched by {@link PathPatternRequestMatcher} alone: a string would be matched against Spring MVC's mappings,
 * and the engine's servlets, which know nothing of them, would slip through.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();
    private static final RequestMatcher CAMUNDA = PATH.matcher("/camunda/**");
    private static final RequestMatcher CAMUNDA_API = PATH.matcher("/camunda/api/**");
    private static final RequestMatcher CAMUNDA_LOGOUT =
            PATH.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");
    private static final RequestMatcher LOGIN = PATH.matcher("/login");

    private static final RequestMatcher CUSTOMERS_OVER_HTTP = PATH.matcher("/api/v1/customers/**");

    /** Those who answer what a customer asks about his data (G3). */
    private static final String[] CUSTOMER_DATA = {"customer-service-lead", "operations-manager"};

    private static final String SURVEY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String STAFF_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'; "
            + "base-uri 'none'";

    private final Problems problems;
    private final SessionRegistry sessions;

    SecurityConfiguration(Problems problems, SessionRegistry sessions) {
        this.problems = problems;
        this.sessions = sessions;
    }

    @Bean
    @Order(10)
    SecurityFilterChain apiChain(HttpSecurity http, ApiKeys keys) throws Exception {
        var reading =
                new OrRequestMatcher(PATH.matcher(HttpMethod.GET, "/api/**"), PATH.matcher(HttpMethod.HEAD, "/api/**"));
        return withKeys(http, keys)
                .securityMatcher(PATH.matcher("/api/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(CUSTOMERS_OVER_HTTP)
                        .hasAuthority(ApiKeyFilter.CUSTOMER_DATA)
                        .requestMatchers(reading)
                        .authenticated()
                        .anyRequest()
                        .hasAuthority(ApiKeyFilter.AUTHORITY))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain operations(HttpSecurity http, ApiKeys keys, Environment environment) throws Exception {
        var demo = environment.acceptsProfiles(Profiles.of("demo"));
        return withKeys(http, keys)
                .securityMatcher(PATH.matcher("/actuator/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(PATH.matcher("/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(PATH.matcher(HttpMethod.GET, "/actuator/prometheus"))
                        .access((who, context) -> new AuthorizationDecision(
                                demo || has(who.get(), ApiKeyFilter.AUTHORITY) || has(who.get(), "camunda-admin")))
                        .anyRequest()
                        .hasAuthority("camunda-admin"))
                .build();
    }

    /** Without a session: the token in the address is the whole login, and the page carries a nonce of its own. */
    @Bean
    @Order(30)
    SecurityFilterChain survey(HttpSecurity http) throws Exception {
        return http.securityMatcher(PATH.matcher("/s/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(SURVEY_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(Customizer.withDefaults())
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain staticFiles(HttpSecurity http) throws Exception {
        return http.securityMatcher(new StaticFiles())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .build();
    }

    /** The demo listens on the loopback address, so what is left to fend off is a foreign page in the same browser. */
    @Bean
    @Order(50)
    @Profile("demo")
    SecurityFilterChain demo(HttpSecurity http, Environment environment) throws Exception {
        return http.securityMatcher(PATH.matcher("/demo/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // The token is offered all the same: the pages share a layout whose logout button needs it.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(request -> false))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(this::keepTrack)
                .addFilterBefore(
                        new SameOrigin(environment.getProperty("huisheng.base-url", "")),
                        UsernamePasswordAuthenticationFilter.class)
                .headers(SecurityConfiguration::staffHeaders)
                .build();
    }

    @Bean
    @Order(60)
    SecurityFilterChain staffChain(
            HttpSecurity http, AuthenticationManager staffLogin, CallerLimits limits, ObjectProvider<StaffRules> rules)
            throws Exception {
        var visits = new HttpSessionRequestCache();
        visits.setMatchingRequestParameterName(null);
        visits.setRequestMatcher(new AndRequestMatcher(
                PATH.matcher(HttpMethod.GET, "/**"),
                new NegatedRequestMatcher(new OrRequestMatcher(CAMUNDA_API, LOGIN, PATH.matcher("/error"))),
                pagesOnly()));
        return http.authenticationManager(staffLogin)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                PATH.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/**"),
                                PATH.matcher("/camunda/api/admin/setup/**"),
                                PATH.matcher("/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        .requestMatchers(camundaAssets())
                        .permitAll()
                        .requestMatchers(CAMUNDA)
                        .access(agreedBy(rules))
                        .requestMatchers(PATH.matcher("/customers/**"))
                        .hasAnyAuthority(CUSTOMER_DATA)
                        .requestMatchers(LOGIN, PATH.matcher("/error"), PATH.matcher("/favicon.ico"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(login -> login.loginPage("/login")
                        .failureUrl("/login?error")
                        .successHandler(new BackToWhereStaffWanted(visits)))
                .logout(logout -> logout.logoutRequestMatcher(
                                new OrRequestMatcher(PATH.matcher(HttpMethod.POST, "/logout"), CAMUNDA_LOGOUT))
                        .logoutSuccessHandler(sayGoodbye())
                        .deleteCookies("JSESSIONID"))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), CAMUNDA_API)
                        .defaultAuthenticationEntryPointFor(askForLogin(), AnyRequestMatcher.INSTANCE)
                        .accessDeniedHandler(refuseStaff()))
                .requestCache(cache -> cache.requestCache(visits))
                .sessionManagement(session -> {
                    session.sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::changeSessionId);
                    keepTrack(session);
                })
                // Camunda's own filter guards these, with a token that its pages know how to send.
                .csrf(csrf -> csrf.ignoringRequestMatchers(CAMUNDA_API))
                .addFilterBefore(new LoginThrottle(limits), UsernamePasswordAuthenticationFilter.class)
                .headers(SecurityConfiguration::staffHeaders)
                .build();
    }

    /** Asks the providers when somebody logs in and not before: the engine behind them starts later than the web server. */
    @Bean
    AuthenticationManager staffLogin(
            ObjectProvider<AuthenticationProvider> providers, AuthenticationEventPublisher events) {
        return new LateProviders(providers, events);
    }

    @Bean
    AuthenticationEventPublisher loginEvents(ApplicationEventPublisher publisher) {
        return new DefaultAuthenticationEventPublisher(publisher);
    }

    @Bean
    HttpSessionEventPublisher sessionEnds() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    PathPatternRequestMatcherBuilderFactoryBean requestMatcherBuilder() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** A redirect names no host: the one in the request was chosen by the caller. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> relativeRedirects() {
        return tomcat -> tomcat.addContextCustomizers(context -> context.setUseRelativeRedirects(true));
    }

    private HttpSecurity withKeys(HttpSecurity http, ApiKeys keys) throws Exception {
        return http.sessionManagement(session -> {
                    session.sessionCreationPolicy(SessionCreationPolicy.NEVER);
                    keepTrack(session);
                })
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ApiKeyFilter(keys, problems), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> ApiKeyFilter.challenge(problems, request, response))
                        .accessDeniedHandler(this::refuseSystem));
    }

    private void refuseSystem(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && has(who, ApiKeyFilter.AUTHORITY) && CUSTOMERS_OVER_HTTP.matches(request)) {
            problems.send(request, response, HttpStatus.FORBIDDEN, "access.key.no-customer-data", who.getName());
        } else {
            problems.send(request, response, HttpStatus.FORBIDDEN);
        }
    }

    /** Any number of sessions for everybody, each of them known, so that it can be ended. */
    private void keepTrack(SessionManagementConfigurer<HttpSecurity> session) {
        session.sessionConcurrency(concurrency ->
                concurrency.maximumSessions(-1).sessionRegistry(sessions).expiredSessionStrategy(whenExpired()));
    }

    private SessionInformationExpiredStrategy whenExpired() {
        return expired -> {
            var request = expired.getRequest();
            var response = expired.getResponse();
            if (PATH.matcher("/api/**").matches(request)
                    || PATH.matcher("/actuator/**").matches(request)) {
                ApiKeyFilter.challenge(problems, request, response);
            } else if (CAMUNDA_API.matches(request)) {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                response.sendRedirect(request.getContextPath() + "/login?expired");
            }
        };
    }

    private static AuthorizationManager<RequestAuthorizationContext> agreedBy(ObjectProvider<StaffRules> rules) {
        var loggedIn = AuthenticatedAuthorizationManager.<RequestAuthorizationContext>authenticated();
        return (who, context) -> {
            var decision = loggedIn.authorize(who, context);
            if (decision == null || !decision.isGranted()) {
                return new AuthorizationDecision(false);
            }
            return new AuthorizationDecision(
                    rules.stream().allMatch(rule -> rule.allows(who.get(), context.getRequest())));
        };
    }

    private static RequestMatcher camundaAssets() {
        return new OrRequestMatcher(
                PATH.matcher(HttpMethod.GET, "/camunda/app/*/styles/**"),
                PATH.matcher(HttpMethod.GET, "/camunda/app/*/scripts/**"),
                PATH.matcher(HttpMethod.GET, "/camunda/app/*/locales/**"),
                PATH.matcher(HttpMethod.GET, "/camunda/lib/**"),
                PATH.matcher(HttpMethod.GET, "/camunda/assets/**"),
                PATH.matcher(HttpMethod.GET, "/camunda/favicon.ico"));
    }

    private static RequestMatcher pagesOnly() {
        var pages = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        pages.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return pages;
    }

    private static AuthenticationEntryPoint askForLogin() {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        login.setFavorRelativeUris(true);
        return login;
    }

    private static LogoutSuccessHandler sayGoodbye() {
        return (request, response, who) -> {
            if (CAMUNDA.matches(request)) {
                response.setStatus(HttpStatus.OK.value());
            } else {
                response.sendRedirect(request.getContextPath() + "/login?logout");
            }
        };
    }

    private static AccessDeniedHandler refuseStaff() {
        return (request, response, why) -> {
            if (CAMUNDA_API.matches(request)) {
                response.setStatus(HttpStatus.FORBIDDEN.value());
            } else if (why instanceof CsrfException && LOGIN.matches(request)) {
                // The page stood open longer than its session lived; what was typed was neither right nor wrong.
                response.sendRedirect(request.getContextPath() + "/login?expired");
            } else {
                response.sendError(HttpStatus.FORBIDDEN.value());
            }
        };
    }

    private static void staffHeaders(HeadersConfigurer<HttpSecurity> headers) {
        // The engine's pages bring their own policy, and their assets may be cached.
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .frameOptions(FrameOptionsConfig::sameOrigin)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(onOwnPages(new CacheControlHeadersWriter()))
                .addHeaderWriter(onOwnPages(new ContentSecurityPolicyHeaderWriter(STAFF_POLICY)));
    }

    private static HeaderWriter onOwnPages(HeaderWriter writer) {
        return new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(CAMUNDA), writer);
    }

    private static boolean has(Authentication who, String authority) {
        return who.getAuthorities().stream().anyMatch(granted -> authority.equals(granted.getAuthority()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Sessions {

        @Bean
        SessionRegistry sessionRegistry() {
            return new SessionRegistryImpl();
        }
    }

    /** The style sheets, scripts and pictures of our own rooms. */
    private static final class StaticFiles implements RequestMatcher {

        private static final List<String> KINDS = List.of(".css", ".js", ".svg", ".png", ".ico", ".woff2");
        private static final RequestMatcher ROOMS = new OrRequestMatcher(Stream.of(
                        "huisheng",
                        "access",
                        "assessment",
                        "calendar",
                        "casefile",
                        "closure",
                        "customer",
                        "demo",
                        "directory",
                        "intake",
                        "invitation",
                        "messaging",
                        "process",
                        "survey")
                .<RequestMatcher>map(room -> PATH.matcher("/" + room + "/**"))
                .toList());

        @Override
        public boolean matches(HttpServletRequest request) {
            var reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
            return reads && KINDS.stream().anyMatch(request.getRequestURI()::endsWith) && ROOMS.matches(request);
        }
    }
}
