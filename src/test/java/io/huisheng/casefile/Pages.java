package io.huisheng.casefile;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.huisheng.testing.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.servlet.support.csrf.CsrfRequestDataValueProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Controllers with the real template engine, the real bundles and CSRF fields, without a server. */
public final class Pages {

    static final TestClock CLOCK = new TestClock("2026-05-20T10:00:00+08:00");

    private final MockMvc mvc;

    private Pages(MockMvc mvc) {
        this.mvc = mvc;
    }

    public static Pages of(boolean demo, List<HomeNotice> notices, Object... controllers) {
        var environment = new MockEnvironment();
        if (demo) {
            environment.setActiveProfiles("demo");
        }
        var context = new GenericWebApplicationContext(new MockServletContext());
        new AnnotatedBeanDefinitionReader(context).register(WebMvc.class);
        context.registerBean("messageSource", MessageSource.class, Pages::texts);
        context.registerBean("requestDataValueProcessor", CsrfRequestDataValueProcessor.class);
        context.registerBean(
                PageFrames.class,
                () -> new PageFrames(
                        beans(HomeNotice.class, notices.toArray(HomeNotice[]::new)), texts(), CLOCK, environment));
        context.registerBean(PageFailures.class, () -> new PageFailures(texts()));
        for (Object controller : controllers) {
            register(context, controller);
        }
        context.refresh();
        return new Pages(webAppContextSetup(context).build());
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericWebApplicationContext context, T controller) {
        context.registerBean((Class<T>) controller.getClass(), () -> controller);
    }

    @Configuration
    @EnableWebMvc
    static class WebMvc {

        @Bean
        SpringResourceTemplateResolver templates() {
            var resolver = new SpringResourceTemplateResolver();
            resolver.setPrefix("classpath:/templates/");
            resolver.setSuffix(".html");
            resolver.setCharacterEncoding("UTF-8");
            return resolver;
        }

        @Bean
        SpringTemplateEngine engine(SpringResourceTemplateResolver templates) {
            var engine = new SpringTemplateEngine();
            engine.setTemplateResolver(templates);
            return engine;
        }

        @Bean
        ThymeleafViewResolver views(SpringTemplateEngine engine) {
            var views = new ThymeleafViewResolver();
            views.setTemplateEngine(engine);
            views.setCharacterEncoding("UTF-8");
            return views;
        }
    }

    static MessageSource texts() {
        var texts = new ReloadableResourceBundleMessageSource();
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setBasenames(
                "classpath:messages/casefile",
                "classpath:messages/assessment",
                "classpath:messages/survey",
                "classpath:messages/messaging");
        return texts;
    }

    @SafeVarargs
    static <T> ObjectProvider<T> beans(Class<T> type, T... beans) {
        var factory = new DefaultListableBeanFactory();
        for (int i = 0; i < beans.length; i++) {
            factory.registerSingleton(type.getSimpleName() + i, beans[i]);
        }
        return factory.getBeanProvider(type);
    }

    public static void login(String user, String... roles) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        user, null, AuthorityUtils.createAuthorityList(Arrays.asList(roles))));
    }

    public MockMvc mvc() {
        return mvc;
    }

    /** The page as its viewer gets it; a copy stays under target/pages, for people to look at. */
    String show(String address, String copy) throws Exception {
        return show(get(address), copy);
    }

    String show(MockHttpServletRequestBuilder request, String copy) throws Exception {
        var html = mvc.perform(withCsrf(request.locale(Locale.SIMPLIFIED_CHINESE)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        keep(copy, html);
        return html;
    }

    public static MockHttpServletRequestBuilder withCsrf(MockHttpServletRequestBuilder request) {
        return request.requestAttr(
                CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token-of-this-session"));
    }

    private static void keep(String copy, String html) {
        try {
            var file = Path.of("target", "pages", copy);
            Files.createDirectories(file.getParent());
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
