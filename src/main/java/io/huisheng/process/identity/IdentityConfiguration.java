package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The order in which a request passes before it reaches the engine; Spring Security has been there before (-100). The engine starts later than the web server, so it is asked for when it is needed. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    private static final String API = "/camunda/api/*";
    private static final String PAGES = "/camunda/app/*";

    /** The passwords of the demo are printed in the README; there is nothing to protect, but a start to keep quick. */
    private static final int DEMO_ITERATIONS = 1_000;

    @Bean
    SlowHash slowHash(IdentitySettings settings, Environment environment) {
        return new SlowHash(
                environment.acceptsProfiles(Profiles.of("demo")) ? DEMO_ITERATIONS : settings.passwordIterations());
    }

    @Bean
    FilterRegistrationBean<OpenSessions> openSessions(
            ObjectProvider<IdentityService> identity, IdentitySettings settings) {
        return at(-90, new OpenSessions(identity::getObject, Duration.ofSeconds(settings.recheckSeconds())), "/*");
    }

    @Bean
    FilterRegistrationBean<EngineDoor> engineDoor(EngineRules rules, Refusals refusals) {
        return at(100, new EngineDoor(rules, refusals), API);
    }

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> singleSignOn() {
        var filter = at(201, new ContainerBasedAuthenticationFilter(), PAGES, API);
        filter.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, SpringSession.class.getName());
        return filter;
    }

    @Bean
    FilterRegistrationBean<SubmittedForms> submittedForms(
            ObjectProvider<ProcessEngine> engine, TaskForms forms, Refusals refusals, ObjectMapper json) {
        return at(210, new SubmittedForms(engine::getObject, forms, refusals, json), API);
    }

    @Bean
    FilterRegistrationBean<ShownForms> shownForms(ObjectProvider<TaskBriefs> briefs, ObjectMapper json) {
        return at(211, new ShownForms(briefs::getObject, json), API);
    }

    private static <T extends Filter> FilterRegistrationBean<T> at(int order, T filter, String... patterns) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(patterns);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(order);
        return registration;
    }
}
