package io.huisheng.process.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks: a user of the engine and the groups he had when he logged in. */
record Caller(String userId, Set<String> groups) {

    /** Whoever is logged in on this thread. */
    static Optional<Caller> current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    static Optional<Caller> of(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        var groups = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && !authority.startsWith("ROLE_"))
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new Caller(authentication.getName(), groups));
    }

    List<String> groupList() {
        return groups.stream().sorted().toList();
    }

    boolean operates() {
        return groups.contains(Role.ADMINISTRATOR.group());
    }

    boolean works() {
        return groups.stream()
                .anyMatch(group -> Role.ofGroup(group).filter(Role::works).isPresent());
    }
}
