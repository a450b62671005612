package io.huisheng.shared;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Every error leaves the API as problem+json; pages keep their own error pages. */
@RestControllerAdvice
class ProblemAdvice {

    private final ProblemResponses responses;

    ProblemAdvice(Problems problems) {
        this.responses = new ProblemResponses(problems);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> answer(Exception failure, ServletWebRequest request) throws Exception {
        // Thrown again, a failure takes the way it would have taken without this advice. An advice bound to controllers
        // by
        // annotation is no alternative: what fails before a controller is found (404, 405, 415) would pass it by.
        if (!concernsTheApi(request.getRequest()) || belongsToTheLogin(failure)) {
            throw failure;
        }
        return responses.answer(failure, request);
    }

    private static boolean concernsTheApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/")
                || (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
                        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RestController.class));
    }

    private static boolean belongsToTheLogin(Exception failure) {
        return failure instanceof AccessDeniedException || failure instanceof AuthenticationException;
    }
}
