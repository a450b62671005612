package io.huisheng.intake;

import io.huisheng.access.CallerLimits;
import io.huisheng.shared.Problems;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service events of other systems, one at a time or many at once. */
@RestController
@RequestMapping(path = "/api/v1/service-events", consumes = MediaType.APPLICATION_JSON_VALUE)
class ServiceEventController {

    private final ServiceEvents events;
    private final EventReader reader;
    private final EventBatch batches;
    private final CallerLimits limits;
    private final Problems problems;

    ServiceEventController(
            ServiceEvents events, EventReader reader, EventBatch batches, CallerLimits limits, Problems problems) {
        this.events = events;
        this.reader = reader;
        this.batches = batches;
        this.limits = limits;
        this.problems = problems;
    }

    @PostMapping
    ResponseEntity<?> takeOne(
            @RequestBody(required = false) byte @Nullable [] body, Principal caller, Locale language) {
        return inTurn(caller, language, () -> {
            var taken = events.take(reader.read(reader.parse(body)));
            return ResponseEntity.status(taken.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(taken.receipt().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** However many events it holds, a batch is one call: it is bounded, and cheaper than its events one by one. */
    @PostMapping("/batch")
    ResponseEntity<?> takeMany(
            @RequestBody(required = false) byte @Nullable [] body, Principal caller, Locale language) {
        return inTurn(
                caller,
                language,
                () -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(batches.take(reader.parse(body), language)));
    }

    private ResponseEntity<?> inTurn(Principal caller, Locale language, Supplier<ResponseEntity<?>> work) {
        var wait = limits.take("intake", caller.getName());
        return wait.isPresent() ? comeAgain(wait.get(), language) : work.get();
    }

    private ResponseEntity<?> comeAgain(Duration wait, Locale language) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(CallerLimits.retryAfter(wait)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(HttpStatus.TOO_MANY_REQUESTS, language));
    }
}
