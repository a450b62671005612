package io.huisheng.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Slows down whoever tries many passwords from one address, before the engine locks the accounts he tries them on. */
class LoginThrottle extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LoginThrottle.class);
    private static final RequestMatcher ATTEMPT =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login");

    private final CallerLimits limits;

    LoginThrottle(CallerLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ATTEMPT.matches(request)) {
            var wait = limits.take("login", CallerLimits.addressOf(request));
            if (wait.isPresent()) {
                LOG.atWarn().log("Too many logins from one address");
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(CallerLimits.retryAfter(wait.get())));
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
