package io.huisheng.casefile;

import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The list of cases and the file of each case, for members of staff. */
@Controller
class CasePageController {

    /** As on every staff page, and what the diagram viewer needs: it fetches its picture and positions its layers by attribute. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
            + "frame-ancestors 'self'; base-uri 'none'";

    private static final Set<String> OPEN_SURVEY = Set.of("SENT", "REMINDED");

    private final CaseSearch search;
    private final CaseDocuments documents;
    private final CaseFiles files;
    private final Customers customers;
    private final ObjectProvider<CasePosition> position;
    private final ObjectProvider<CaseFilter> filters;
    private final ObjectProvider<GivenContact> givenContact;
    private final ObjectProvider<TakenWork> takenWork;
    private final Timeline timeline;

    CasePageController(
            CaseSearch search,
            CaseDocuments documents,
            CaseFiles files,
            Customers customers,
            ObjectProvider<CasePosition> position,
            ObjectProvider<CaseFilter> filters,
            ObjectProvider<GivenContact> givenContact,
            ObjectProvider<TakenWork> takenWork,
            Timeline timeline) {
        this.search = search;
        this.documents = documents;
        this.files = files;
        this.customers = customers;
        this.position = position;
        this.filters = filters;
        this.givenContact = givenContact;
        this.takenWork = takenWork;
        this.timeline = timeline;
    }

    @GetMapping("/cases")
    String list(@RequestParam Map<String, String> parameters, Locale locale, Model model) {
        var query = CaseQuery.of(parameters, filters, locale);
        var choices = filters.orderedStream()
                .map(filter -> new FurtherFilter(
                        filter.name(),
                        filter.label(locale),
                        filter.choices(locale),
                        query.further().getOrDefault(filter.name(), "")))
                .toList();
        model.addAttribute("query", query);
        model.addAttribute("found", search.find(query));
        model.addAttribute("stages", Stage.values());
        model.addAttribute("scenarios", ServiceEvent.Scenario.values());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("further", choices);
        return "casefile/cases";
    }

    @GetMapping("/cases/{caseNo}")
    String show(@PathVariable String caseNo, Model model, HttpServletResponse response) {
        return showCase(new CaseNo(caseNo), model, response);
    }

    /** A POST, because a look at contact data leaves a record. */
    @PostMapping("/cases/{caseNo}/contact")
    String showContact(
            @PathVariable String caseNo,
            @RequestParam ContactPurpose purpose,
            Model model,
            HttpServletResponse response) {
        var viewer = StaffMember.current();
        var userId = viewer.name();
        if (userId == null || !maySeeContactData(viewer, new CaseNo(caseNo))) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            return "error/403";
        }
        var file = files.get(new CaseNo(caseNo));
        model.addAttribute("contact", customers.showContactTo(userId, file.customerNo(), purpose.name()));
        model.addAttribute(
                "givenContact",
                givenContact
                        .orderedStream()
                        .flatMap(source -> source.of(file.caseNo()).stream())
                        .distinct()
                        .toList());
        files.note(
                file.caseNo(),
                "CONTACT_VIEWED",
                timeline.text("casefile.timeline.contact-viewed", timeline.text("casefile.purpose." + purpose.name())),
                userId);
        return showCase(file.caseNo(), model, response);
    }

    @GetMapping("/cases/{caseNo}/diagram")
    ResponseEntity<byte[]> diagram(@PathVariable String caseNo, @RequestParam String definition) {
        var places = position.getObject();
        var xml = places.of(new CaseNo(caseNo)).stream()
                .filter(place -> place.definitionId().equals(definition))
                .findFirst()
                .flatMap(place -> places.diagram(place.definitionId()))
                .orElseThrow(() -> new NotFound("diagram"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(xml.getBytes(StandardCharsets.UTF_8));
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String badRequest() {
        return "error/4xx";
    }

    private String showCase(CaseNo caseNo, Model model, HttpServletResponse response) {
        var document = documents.of(caseNo);
        var whole = new Part(document);
        model.addAttribute("whole", whole);
        model.addAttribute("forStaff", new Part(documents.forStaff(caseNo)));
        model.addAttribute("surveyIsOpen", isOpen(whole.part("survey")));
        model.addAttribute("diagrams", diagramsOf(caseNo));
        model.addAttribute("maySeeContactData", maySeeContactData(StaffMember.current(), caseNo));
        model.addAttribute("maySeeCustomer", StaffMember.current().looksAfterCustomerData());
        model.addAttribute("mayMakeQrCode", StaffMember.current().servesCustomers());
        model.addAttribute("mayLeaveNotes", StaffMember.current().leavesNotes());
        model.addAttribute("mayEnterAnswer", StaffMember.current().entersAnswers());
        model.addAttribute("purposes", ContactPurpose.values());
        model.addAttribute("mayRule", StaffMember.current().mayRuleOnValidity());
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "casefile/case";
    }

    private boolean maySeeContactData(StaffMember viewer, CaseNo caseNo) {
        var userId = viewer.name();
        var roles = userId == null
                ? Set.<String>of()
                : takenWork.stream()
                        .flatMap(known -> known.rolesOf(userId, caseNo).stream())
                        .collect(Collectors.toSet());
        return viewer.maySeeContactData(roles);
    }

    private static boolean isOpen(Part survey) {
        var state = survey.text("state");
        return state != null && OPEN_SURVEY.contains(state);
    }

    private List<DiagramView> diagramsOf(CaseNo caseNo) {
        List<DiagramView> diagrams = new ArrayList<>();
        position.ifAvailable(places -> places.of(caseNo)
                .forEach(place -> places.diagram(place.definitionId())
                        .ifPresent(xml -> diagrams.add(DiagramView.of(place, xml)))));
        return diagrams;
    }

    /** A filter of another room as the page offers it. */
    record FurtherFilter(String name, String label, Map<String, String> choices, String chosen) {}
}
