package io.huisheng.casefile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.customer.ErasureReason;
import io.huisheng.customer.PrivacyRequest;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other systems ask about a customer as a whole: his data, and his erasure (G3). */
@RestController
@RequestMapping("/api/v1/customers/{customerNo}")
class CustomerController {

    private final CustomerFiles customers;

    CustomerController(CustomerFiles customers) {
        this.customers = customers;
    }

    @GetMapping("/export")
    ResponseEntity<ObjectNode> export(@PathVariable String customerNo, Principal caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(customers.export(customerNo, callerOf(caller)));
    }

    /** Whoever asks again is given the same answer. */
    @DeleteMapping
    ResponseEntity<Erased> erase(
            @PathVariable String customerNo,
            @RequestParam(defaultValue = "CUSTOMER_REQUEST") String reason,
            Principal caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Erased.of(customers.erase(customerNo, reasonOf(reason), callerOf(caller))));
    }

    private static ErasureReason reasonOf(String name) {
        return Arrays.stream(ErasureReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(List.of(new Violation("/reason", "casefile.erasure.reason"))));
    }

    private static String callerOf(Principal caller) {
        return "api:" + caller.getName();
    }

    /** The record of an erasure, which names nobody. */
    record Erased(UUID erasureId, OffsetDateTime erasedAt, String reason, int cases) {

        static Erased of(PrivacyRequest request) {
            return new Erased(
                    request.id(),
                    request.at().atZone(BusinessTime.ZONE).toOffsetDateTime(),
                    String.valueOf(request.reason()),
                    request.cases());
        }
    }
}
