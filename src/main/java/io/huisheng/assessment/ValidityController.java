package io.huisheng.assessment;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where quality staff overrule the validity of an answer, from the page of its case. */
@Controller
class ValidityController {

    private static final String ROLE = "quality";
    private static final int LONGEST_REASON = 500;

    private final Assessments assessments;

    ValidityController(Assessments assessments) {
        this.assessments = assessments;
    }

    @PostMapping("/cases/{caseNo}/validity")
    String rule(
            @PathVariable String caseNo,
            @RequestParam(defaultValue = "") String validity,
            @RequestParam(defaultValue = "") String reason,
            Authentication user) {
        if (user.getAuthorities().stream().noneMatch(authority -> ROLE.equals(authority.getAuthority()))) {
            throw new AccessDeniedException("Only " + ROLE + " rules on validity");
        }
        if (!assessments.rule(new CaseNo(caseNo), checked(validity, reason), reason, user.getName())) {
            throw new NotFound(caseNo);
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/cases/{caseNo}").build(caseNo).toASCIIString();
    }

    private static Validity checked(String validity, String reason) {
        List<Violation> violations = new ArrayList<>();
        var wanted = Arrays.stream(Validity.values())
                .filter(value -> value.name().equals(validity.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
        if (wanted.isEmpty()) {
            violations.add(new Violation("/validity", "assessment.validity.unknown"));
        }
        problemWith(reason).ifPresent(key -> violations.add(new Violation("/reason", key, LONGEST_REASON)));
        if (wanted.isEmpty() || !violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return wanted.get();
    }

    private static Optional<String> problemWith(String reason) {
        return reason.isBlank()
                ? Optional.of("assessment.reason.missing")
                : PlainText.problemWith(reason, LONGEST_REASON);
    }
}
