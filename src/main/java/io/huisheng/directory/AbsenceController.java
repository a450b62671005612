package io.huisheng.directory;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which leads say who is away and who stands in; days are days of the business time zone. */
@Controller
@RequestMapping("/absences")
class AbsenceController {

    private static final Set<String> LEADS = Set.of(
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "operations-manager",
            "management",
            "camunda-admin");

    private final Absences absences;
    private final Staff staff;

    AbsenceController(Absences absences, Staff staff) {
        this.absences = absences;
        this.staff = staff;
    }

    @GetMapping
    String show(Model model, Authentication user, Locale locale) {
        var names = new TreeMap<String, String>();
        absences.people().forEach(person -> names.put(person.id(), label(person, locale)));
        model.addAttribute("people", names);
        model.addAttribute(
                "absences",
                absences.current().stream().map(one -> row(one, names)).toList());
        model.addAttribute("mayChange", isLead(user));
        return "directory/absences";
    }

    @PostMapping
    String enter(
            @RequestParam(defaultValue = "") String userId,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String standIn,
            Authentication user,
            Locale locale) {
        demandLead(user);
        var last = day(until, "/until");
        try {
            absences.enter(
                    userId,
                    startOf(day(from, "/from")),
                    last == null ? null : startOf(last.plusDays(1)),
                    standIn.isBlank() ? null : standIn,
                    user.getName());
        } catch (InvalidInput refused) {
            throw new InvalidInput(refused.violations().stream()
                    .map(violation -> withTitle(violation, locale))
                    .toList());
        }
        return "redirect:/absences";
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, Authentication user) {
        demandLead(user);
        absences.end(id, user.getName());
        return "redirect:/absences";
    }

    private String label(Person person, Locale locale) {
        var roles = person.roles().stream()
                .map(role -> staff.titleOf(role, locale))
                .sorted()
                .collect(Collectors.joining("、"));
        return person.name().isBlank() || person.name().equals(roles)
                ? roles + "（" + person.id() + "）"
                : person.name() + "（" + roles + "）";
    }

    /** A role is called here what this house calls it. */
    private Violation withTitle(Violation violation, Locale locale) {
        if (!Absences.NOBODY_LEFT.equals(violation.messageKey())) {
            return violation;
        }
        var arguments = violation.arguments().clone();
        arguments[0] = staff.titleOf(String.valueOf(arguments[0]), locale);
        return new Violation(violation.pointer(), violation.messageKey(), arguments);
    }

    private static Row row(Absence absence, TreeMap<String, String> names) {
        return new Row(
                absence.id(),
                names.getOrDefault(absence.userId(), absence.userId()),
                local(absence.from()),
                local(absence.until()),
                absence.standIn() == null ? null : names.getOrDefault(absence.standIn(), absence.standIn()));
    }

    private static ZonedDateTime local(Instant moment) {
        return moment.atZone(BusinessTime.ZONE);
    }

    private static @Nullable LocalDate day(String text, String pointer) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException nonsense) {
            throw new InvalidInput(List.of(new Violation(pointer, "absences.day.missing")));
        }
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(BusinessTime.ZONE).toInstant();
    }

    private static boolean isLead(Authentication user) {
        return user.getAuthorities().stream().anyMatch(authority -> LEADS.contains(authority.getAuthority()));
    }

    private static void demandLead(Authentication user) {
        if (!isLead(user)) {
            throw new AccessDeniedException("Only leads say who is away");
        }
    }

    /** A line of the page. */
    record Row(
            UUID id,
            String person,
            ZonedDateTime from,
            ZonedDateTime until,
            @Nullable String standIn) {}
}
