package io.huisheng.casefile;

import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What a page for staff answers when a room refuses: a page that says what is wrong and how to mend it. Not an advice,
 * because that of the API is asked about every controller and would be asked first; what it passes on arrives here.
 */
@Component
class PageFailures implements HandlerExceptionResolver, Ordered {

    private final MessageSource texts;

    PageFailures(MessageSource texts) {
        this.texts = texts;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!isPageForStaff(handler)) {
            return null;
        }
        var locale = RequestContextUtils.getLocale(request);
        if (failure instanceof NotFound) {
            return new ModelAndView("error/404", HttpStatus.NOT_FOUND);
        }
        if (failure instanceof InvalidInput refused) {
            var messages = refused.violations().stream()
                    .map(violation -> text(violation.messageKey(), violation.arguments(), locale))
                    .toList();
            return refused(messages, HttpStatus.BAD_REQUEST, request);
        }
        if (failure instanceof Conflict refused) {
            return refused(
                    List.of(text(refused.messageKey(), refused.arguments(), locale)), HttpStatus.CONFLICT, request);
        }
        return null;
    }

    private static ModelAndView refused(List<String> messages, HttpStatus status, HttpServletRequest request) {
        var page = new ModelAndView("error/refused", status);
        page.addObject("messages", messages);
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            page.addObject("caseNo", variables.get("caseNo"));
        }
        return page;
    }

    private static boolean isPageForStaff(@Nullable Object handler) {
        return handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Controller.class)
                && !AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class)
                && StaffMember.current().name() != null;
    }

    private String text(String key, Object[] arguments, Locale locale) {
        var text = texts.getMessage(key, arguments, key, locale);
        return text == null ? key : text;
    }
}
