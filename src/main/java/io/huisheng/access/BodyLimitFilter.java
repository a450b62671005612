package io.huisheng.access;

import io.huisheng.shared.BufferedRequest;
import io.huisheng.shared.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of everything and refuses bodies that nobody needs: Tomcat limits forms only, Jackson and the engine's
 * REST API read whatever comes. Files have limits of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();
    private static final RequestMatcher API = PATH.matcher("/api/**");
    private static final RequestMatcher SURVEY = PATH.matcher("/s/**");

    private final AccessSettings settings;
    private final Problems problems;

    BodyLimitFilter(AccessSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var survey = SURVEY.matches(request);
        var largest = (survey ? settings.largestSurveyBody() : settings.largestBody()).toBytes();
        if (isKind(request, "multipart/") && !survey && !API.matches(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > largest) {
            refuse(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else if (request.getContentLengthLong() >= 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            chain.doFilter(request, response);
        } else if (isKind(request, "application/x-www-form-urlencoded") || isKind(request, "multipart/")) {
            // No browser sends a form without its length, and read ahead its fields would be lost.
            refuse(request, response, HttpStatus.LENGTH_REQUIRED);
        } else {
            readAhead(request, response, chain, Math.toIntExact(largest));
        }
    }

    private void readAhead(HttpServletRequest request, HttpServletResponse response, FilterChain chain, int largest)
            throws ServletException, IOException {
        var body = BufferedRequest.bodyOf(request, largest);
        if (body.isEmpty()) {
            refuse(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else {
            chain.doFilter(new BufferedRequest(request, body.get()), response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws IOException {
        // What is still on its way belongs to this request; nobody will read it to find where the next one begins.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (API.matches(request)) {
            problems.send(request, response, status);
        } else {
            response.sendError(status.value());
        }
    }

    private static boolean isKind(HttpServletRequest request, String kind) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(kind);
    }
}
