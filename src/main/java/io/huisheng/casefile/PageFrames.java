package io.huisheng.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Gives every page its frame and the words for codes and moments. As attributes of the request, because what a controller
 * advice adds to the model is missing from the pages that exception handlers show.
 */
@Component
class PageFrames implements HandlerInterceptor, WebMvcConfigurer {

    private final ObjectProvider<HomeNotice> notices;
    private final MessageSource texts;
    private final Clock clock;
    private final boolean demo;

    PageFrames(ObjectProvider<HomeNotice> notices, MessageSource texts, Clock clock, Environment environment) {
        this.notices = notices;
        this.texts = texts;
        this.clock = clock;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var locale = RequestContextUtils.getLocale(request);
        request.setAttribute("frame", new PageFrame(StaffMember.current(), demo, locale, notices));
        request.setAttribute("words", new PageWords(texts, locale, clock.instant()));
        return true;
    }
}
