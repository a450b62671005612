package io.huisheng.process.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of somebody who was removed or moved to another group since he logged in. */
final class OpenSessions extends OncePerRequestFilter {

    private final LoadingCache<String, Optional<Set<String>>> groupsNow;

    OpenSessions(Supplier<IdentityService> identity, Duration recheck) {
        this.groupsNow = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(recheck)
                .build(userId -> groupsOf(identity.get(), userId));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var login = SecurityContextHolder.getContext().getAuthentication();
        var caller = session != null && login instanceof UsernamePasswordAuthenticationToken
                ? Caller.of(login)
                : Optional.<Caller>empty();
        if (session != null && caller.isPresent() && isOutdated(caller.get())) {
            session.invalidate();
            SecurityContextHolder.clearContext();
            if (EngineDoor.pathOf(request).matches("/(camunda/)?api/.*")) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                response.sendRedirect(request.getContextPath() + "/login?expired");
            }
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isOutdated(Caller caller) {
        return !groupsNow.get(caller.userId()).equals(Optional.of(caller.groups()));
    }

    private static Optional<Set<String>> groupsOf(IdentityService identity, String userId) {
        if (identity.createUserQuery().userId(userId).count() == 0) {
            return Optional.empty();
        }
        return Optional.of(identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
