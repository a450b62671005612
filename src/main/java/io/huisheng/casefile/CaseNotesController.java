package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where members of staff leave notes, from the page of a case. */
@Controller
class CaseNotesController {

    private final CaseNotes notes;

    CaseNotesController(CaseNotes notes) {
        this.notes = notes;
    }

    @PostMapping("/cases/{caseNo}/notes")
    String add(@PathVariable String caseNo, @RequestParam(defaultValue = "") String note) {
        var writer = StaffMember.current();
        if (writer.name() == null || !writer.leavesNotes()) {
            throw new AccessDeniedException("Only who works on cases leaves notes");
        }
        notes.add(new CaseNo(caseNo), note, writer.name());
        return "redirect:"
                + UriComponentsBuilder.fromPath("/cases/{caseNo}")
                        .fragment("h-notes")
                        .build(caseNo)
                        .toASCIIString();
    }
}
