package io.huisheng.demo;

import io.huisheng.demo.SampleCompany.Happening;
import io.huisheng.directory.Staff;
import io.huisheng.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The desk from which people drive the demo: let something happen, let time pass, see who got which mail. */
@Controller
@Profile("demo")
class DemoController {

    private static final List<String> ROLES = List.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "warehouse",
            "quality",
            "operations-manager",
            "management",
            "account-manager",
            "process-owner",
            "auditor",
            "camunda-admin");
    private static final int MAILS_SHOWN = 8;

    private final TimeTravel travel;
    private final SampleCompany company;
    private final DemoMails mails;
    private final Staff staff;

    DemoController(TimeTravel travel, SampleCompany company, DemoMails mails, Staff staff) {
        this.travel = travel;
        this.company = company;
        this.mails = mails;
        this.staff = staff;
    }

    @GetMapping("/demo")
    String show(Model model, Locale locale) {
        model.addAttribute("now", inBusinessTime(travel.now()));
        model.addAttribute(
                "mails",
                mails.newest("", MAILS_SHOWN).stream()
                        .map(MailboxController.Line::of)
                        .toList());
        model.addAttribute(
                "users",
                ROLES.stream()
                        .map(role -> new User(role, staff.titleOf(role, locale)))
                        .toList());
        return "demo/demo";
    }

    @PostMapping("/demo/events")
    String report(@RequestParam Happening happening, RedirectAttributes next) {
        next.addFlashAttribute("caseNo", company.report(happening));
        next.addFlashAttribute("happening", happening.name());
        return "redirect:/demo";
    }

    @PostMapping("/demo/advance")
    String advance(@RequestParam Duration by, RedirectAttributes next) {
        if (by.isNegative() || by.compareTo(Duration.ofDays(366)) > 0) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var arrival = travel.travel(now -> now.plus(by));
        next.addFlashAttribute("arrivedAt", inBusinessTime(arrival.now()));
        next.addFlashAttribute("executed", arrival.executed());
        return "redirect:/demo";
    }

    private static OffsetDateTime inBusinessTime(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).atZone(BusinessTime.ZONE).toOffsetDateTime();
    }

    /** A user of the demo: his name is his role. */
    record User(String id, String title) {}
}
