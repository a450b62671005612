package io.huisheng.survey;

import io.huisheng.access.CallerLimits;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a customer says that he wants no further surveys, on the page or by the button of his mail program (RFC 8058). What is
 * open already may still be answered; a reminder will not leave any more, because it looks at the customer's wish first.
 */
@RestController
@RequestMapping("/s/{token}/opt-out")
class OptOutController {

    private final Invitations invitations;
    private final Customers customers;
    private final CaseFiles files;
    private final Nonces nonces;
    private final SurveyPages pages;
    private final CallerLimits limits;
    private final Clock clock;

    OptOutController(
            Invitations invitations,
            Customers customers,
            CaseFiles files,
            Nonces nonces,
            SurveyPages pages,
            CallerLimits limits,
            Clock clock) {
        this.invitations = invitations;
        this.customers = customers;
        this.files = files;
        this.nonces = nonces;
        this.pages = pages;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> ask(
            @PathVariable String token, @RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        return invitations
                .byToken(token)
                .map(invitation -> confirm(HttpStatus.OK, invitation, token, sent, request))
                .orElseGet(
                        () -> pages.say(HttpStatus.NOT_FOUND, "unknown", Languages.of(null, sent, request), Map.of()));
    }

    @PostMapping
    ResponseEntity<String> optOut(
            @PathVariable String token, @RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        var wait = limits.take("answers", CallerLimits.addressOf(request));
        if (wait.isPresent()) {
            return pages.sayWait(CallerLimits.retryAfter(wait.get()), Languages.of(null, sent, request));
        }
        var found = invitations.byToken(token);
        if (found.isEmpty()) {
            return pages.say(HttpStatus.NOT_FOUND, "unknown", Languages.of(null, sent, request), Map.of());
        }
        var invitation = found.get();
        var byMailProgram = "One-Click".equals(sent.getFirst("List-Unsubscribe"));
        if (!byMailProgram && nonces.renderedAt(token, sent.getFirst("nonce")).isEmpty()) {
            return confirm(HttpStatus.BAD_REQUEST, invitation, token, sent, request);
        }
        var profile = customers.profileOf(invitation.customerNo());
        if (!profile.optedOut()) {
            customers.optOut(invitation.customerNo(), byMailProgram ? "MAIL" : "PAGE", clock.instant());
            files.note(invitation.caseNo(), "OPTED_OUT", "客户退订今后的调查", "customer");
        }
        return pages.say(HttpStatus.OK, "opted-out", Languages.of(profile.language(), sent, request), Map.of());
    }

    private ResponseEntity<String> confirm(
            HttpStatus status,
            Invitation invitation,
            String token,
            MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        var locale = Languages.of(customers.profileOf(invitation.customerNo()).language(), sent, request);
        return pages.page(
                status,
                "opt-out",
                locale,
                Map.of(
                        "action", "/s/" + token + "/opt-out",
                        "surveyLink", "/s/" + token + "?lang=" + locale.getLanguage(),
                        "nonce", nonces.issue(token)));
    }
}
