package io.huisheng.casefile;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is looking at a page, and in which roles. */
record StaffMember(@Nullable String name, Set<String> roles) {

    /** Those whose tasks are to speak with a customer, and who keeps the data right. */
    private static final Set<String> SEES_CONTACT_DATA = Set.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "quality",
            "account-manager",
            "camunda-admin");

    private static final Set<String> WATCHES_PROCESSES = Set.of("auditor", "process-owner", "camunda-admin");

    static StaffMember current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                        || !authentication.isAuthenticated()
                        || authentication instanceof AnonymousAuthenticationToken
                ? new StaffMember(null, Set.of())
                : of(authentication);
    }

    private static StaffMember of(Authentication authentication) {
        var roles = new TreeSet<String>();
        authentication.getAuthorities().forEach(authority -> {
            var role = authority.getAuthority();
            if (role != null) {
                roles.add(role);
            }
        });
        return new StaffMember(authentication.getName(), roles);
    }

    /** Contact data is for those who talk to customers (G4). */
    boolean maySeeContactData() {
        return roles.stream().anyMatch(SEES_CONTACT_DATA::contains);
    }

    /** Only quality reverses what a check found (C1). */
    boolean mayRuleOnValidity() {
        return roles.contains("quality");
    }

    boolean watchesProcesses() {
        return roles.stream().anyMatch(WATCHES_PROCESSES::contains);
    }
}
