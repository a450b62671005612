package io.huisheng.casefile;

import io.huisheng.customer.ErasureReason;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a customer: his cases and labels (D9), and where staff hand out or erase his data (G3). Names nobody (G4). */
@Controller
@RequestMapping("/customers/{customerNo}")
class CustomerPageController {

    private final CustomerFiles customers;
    private final Clock clock;

    CustomerPageController(CustomerFiles customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String customerNo, Model model, HttpServletResponse response) {
        author();
        return page(customerNo, model, response);
    }

    /** A POST, because what was handed out leaves a record. */
    @PostMapping("/export")
    ResponseEntity<byte[]> export(@PathVariable String customerNo) {
        if (!StaffMember.current().mayExportCustomers()) {
            throw new AccessDeniedException("Only those who see contact data hand it out");
        }
        var document = customers.export(customerNo, author()).toPrettyString();
        var name = "huisheng-" + customerNo.replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + LocalDate.ofInstant(clock.instant(), BusinessTime.ZONE) + ".json";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(document.getBytes(StandardCharsets.UTF_8));
    }

    /** What he answered to a text message reaches only the provider, and what he says on the phone nobody: staff write it down. */
    @PostMapping("/opt-out")
    String optOut(
            @PathVariable String customerNo,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model,
            HttpServletResponse response) {
        var author = author();
        if (customers.isErased(customerNo)) {
            throw new NotFound("customer");
        }
        var chosen = Arrays.stream(WayOfOptOut.values())
                .filter(one -> one.name().equals(way))
                .findFirst();
        if (chosen.isEmpty() || !confirmed) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute(
                    "problem", chosen.isEmpty() ? "casefile.opt-out.way-missing" : "casefile.opt-out.unconfirmed");
            return page(customerNo, model, response);
        }
        customers.optOut(customerNo, chosen.get(), author);
        return "redirect:/customers/{customerNo}";
    }

    @GetMapping("/erase")
    String confirm(@PathVariable String customerNo, Model model, HttpServletResponse response) {
        author();
        return confirmation(customerNo, null, model, response);
    }

    @PostMapping("/erase")
    String erase(
            @PathVariable String customerNo,
            @RequestParam(defaultValue = "") String typed,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        var author = author();
        if (!typed.strip().equals(customerNo)) {
            return confirmation(customerNo, "casefile.erase.wrong-number", model, response);
        }
        var chosen = reasonOf(reason);
        if (chosen.isEmpty()) {
            return confirmation(customerNo, "casefile.erasure.reason", model, response);
        }
        model.addAttribute("erasure", customers.erase(customerNo, chosen.get(), author));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "casefile/customer-erased";
    }

    private String page(String customerNo, Model model, HttpServletResponse response) {
        var cases = customers.casesOf(customerNo);
        model.addAttribute("customerNo", customerNo);
        model.addAttribute("profile", customers.profileOf(customerNo));
        model.addAttribute("erased", customers.isErased(customerNo));
        model.addAttribute("cases", cases);
        model.addAttribute("waysOfOptOut", WayOfOptOut.values());
        model.addAttribute("requests", customers.requestsAbout(customerNo));
        model.addAttribute("mayExport", StaffMember.current().mayExportCustomers());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "casefile/customer";
    }

    private String confirmation(
            String customerNo, @Nullable String problem, Model model, HttpServletResponse response) {
        if (customers.isErased(customerNo)) {
            throw new NotFound("customer");
        }
        page(customerNo, model, response);
        model.addAttribute("reasons", ErasureReason.values());
        model.addAttribute("problem", problem);
        if (problem != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        return "casefile/customer-erase";
    }

    private static Optional<ErasureReason> reasonOf(String name) {
        return Arrays.stream(ErasureReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }

    /** The rule at the door says the same; a page that is reached on another way asks again. */
    private static String author() {
        var viewer = StaffMember.current();
        var name = viewer.name();
        if (name == null || !viewer.looksAfterCustomerData()) {
            throw new AccessDeniedException("Only those who answer customers' requests see the page of a customer");
        }
        return name;
    }
}
