package io.huisheng.casefile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.shared.CaseNo;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The case as JSON, for the systems that reported it. */
@RestController
class CaseController {

    private final CaseDocuments documents;

    CaseController(CaseDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/api/v1/cases/{caseNo}")
    ResponseEntity<ObjectNode> show(@PathVariable String caseNo) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(documents.of(new CaseNo(caseNo)));
    }
}
