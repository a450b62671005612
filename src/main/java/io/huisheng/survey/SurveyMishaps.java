package io.huisheng.survey;

import io.huisheng.shared.LoggedPath;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PassingFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * What a customer sees when something of ours fails: a page in his language that carries all he typed, so that one more click
 * is enough. It is made without the database, which may be what is away.
 */
@ControllerAdvice(assignableTypes = {SurveyController.class, OptOutController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class SurveyMishaps {

    private static final Logger log = LoggerFactory.getLogger(SurveyMishaps.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final SurveyPages pages;

    SurveyMishaps(SurveyPages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ResponseEntity<String> sorry(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof IOException) {
            // His browser went away; nobody is there to read a page.
            throw failure;
        }
        if (failure instanceof NotFound) {
            // He was erased while his page was read: his link leads nowhere from now on (G3).
            return pages.say(HttpStatus.NOT_FOUND, "unknown", Languages.of(null, sentIn(request), request), Map.of());
        }
        var passing = PassingFailure.is(failure);
        log.atError()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", LoggedPath.of(request))
                .setCause(failure)
                .log(
                        passing
                                ? "The database is away or overloaded; a customer is asked to send again"
                                : "A customer's page failed unexpectedly");
        var status = passing ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        var sent = sentIn(request);
        var locale = Languages.of(null, sent, request);
        var typed = "POST".equals(request.getMethod());
        List<Typed> fields = new ArrayList<>();
        if (typed) {
            sent.forEach((name, values) -> values.forEach(value -> fields.add(new Typed(name, value))));
        }
        return pages.sayLater(
                status,
                typed ? "again" : "unavailable",
                RETRY_AFTER,
                locale,
                Map.of("action", request.getRequestURI(), "again", typed, "fields", fields));
    }

    private static MultiValueMap<String, String> sentIn(HttpServletRequest request) {
        var sent = new LinkedMultiValueMap<String, String>();
        request.getParameterMap().forEach((name, values) -> sent.put(name, List.of(values)));
        return sent;
    }

    /** One value of the form, as it was sent. */
    record Typed(String name, String value) {}
}
