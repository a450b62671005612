package io.huisheng.casefile;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is looking at a page, and in which roles. */
public record StaffMember(@Nullable String name, Set<String> roles) {

    /** Those whose tasks are to speak with a customer, and who keeps the data right. */
    private static final Set<String> SEES_CONTACT_DATA = Set.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "quality",
            "account-manager",
            "camunda-admin");

    /** Those who stand beside a customer or speak with him in the course of his service. */
    private static final Set<String> SERVES_CUSTOMERS = Set.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "account-manager",
            "camunda-admin");

    /** Those who hold a customer's paper card or tablet in their hands. */
    private static final Set<String> ENTERS_ANSWERS =
            Set.of("customer-service", "customer-service-lead", "after-sales-supervisor", "quality", "account-manager");

    /** Those who answer what a customer asks about his data (G3): whoever leads customer service, and whoever answers for operations. */
    private static final Set<String> LOOKS_AFTER_CUSTOMER_DATA = Set.of("customer-service-lead", "operations-manager");

    private static final Set<String> WORKS_ON_CASES = Set.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "warehouse",
            "quality",
            "operations-manager",
            "management",
            "account-manager");

    private static final Set<String> WATCHES_PROCESSES = Set.of("auditor", "process-owner", "camunda-admin");

    /** The one whose request this is; nameless where nobody is logged in. */
    public static StaffMember current() {
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

    /** Who stands in for a role that talks to customers needs what it needs, for the case and as long as the work is in his hands (E8, G4). */
    boolean maySeeContactData(Set<String> rolesOfWork) {
        return maySeeContactData() || rolesOfWork.stream().anyMatch(SEES_CONTACT_DATA::contains);
    }

    /** Whoever holds a QR code could answer, so only those who hand it to customers make one. */
    public boolean servesCustomers() {
        return roles.stream().anyMatch(SERVES_CUSTOMERS::contains);
    }

    /** Who types in an answer speaks for the customer, so it is for those who deal with customers and their answers (B2). */
    public boolean entersAnswers() {
        return roles.stream().anyMatch(ENTERS_ANSWERS::contains);
    }

    /** Whoever works on cases leaves notes on them; who only looks on does not. */
    boolean leavesNotes() {
        return roles.stream().anyMatch(WORKS_ON_CASES::contains);
    }

    /** Only quality reverses what a check found (C1). */
    boolean mayRuleOnValidity() {
        return roles.contains("quality");
    }

    /** Who hands out or erases the data of a customer (G3). */
    boolean looksAfterCustomerData() {
        return roles.stream().anyMatch(LOOKS_AFTER_CUSTOMER_DATA::contains);
    }

    /** What is handed out names the customer, so it takes both (G4). */
    boolean mayExportCustomers() {
        return looksAfterCustomerData() && maySeeContactData();
    }

    boolean watchesProcesses() {
        return roles.stream().anyMatch(WATCHES_PROCESSES::contains);
    }
}
