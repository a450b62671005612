package io.huisheng.shared;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What the API answers to each kind of failure: which status, in which words, and nothing about its insides. */
class ProblemResponses extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int LONGEST_NAME = 200;

    private final Problems problems;

    ProblemResponses(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    ResponseEntity<Object> answer(Exception failure, ServletWebRequest request) throws Exception {
        if (failure instanceof InvalidInput invalid) {
            return respond(problems.of(invalid.violations(), locale()));
        }
        if (failure instanceof Conflict conflict) {
            var why = problems.text(conflict.messageKey(), locale(), conflict.arguments());
            return respond(problems.of(HttpStatus.CONFLICT, why, locale()));
        }
        if (failure instanceof NotFound missing) {
            return respond(problems.of(HttpStatus.NOT_FOUND, nameOf(missing), locale()));
        }
        if (PassingFailure.is(failure)) {
            return unavailable(failure);
        }
        try {
            return handleException(failure, request);
        } catch (Exception unexpected) {
            return internalError(unexpected, request);
        }
    }

    private String nameOf(NotFound missing) {
        var what = String.valueOf(missing.getMessage());
        var name = what.length() > LONGEST_NAME ? what.substring(0, LONGEST_NAME) + "…" : what;
        return problems.textOrElse(what, problems.text("shared.problem.not-found.named", locale(), name), locale());
    }

    private ResponseEntity<Object> unavailable(Exception failure) {
        LOG.atError().setCause(failure).log("The database is away or overloaded; the caller is asked to come again");
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
        return respond(problems.of(HttpStatus.SERVICE_UNAVAILABLE, locale()), headers);
    }

    private ResponseEntity<Object> internalError(Exception failure, ServletWebRequest request) {
        var incident = "urn:uuid:" + UUID.randomUUID();
        LOG.atError()
                .addKeyValue("incident", incident)
                .addKeyValue("method", request.getHttpMethod())
                .addKeyValue("path", LoggedPath.of(request.getRequest()))
                .setCause(failure)
                .log("A request failed unexpectedly");
        var problem = problems.of(HttpStatus.INTERNAL_SERVER_ERROR, locale());
        problem.setInstance(URI.create(incident));
        return respond(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return respond(problems.of(List.of(UnreadableJson.explain(unreadable)), locale()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException rejected, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problems.Wrong> errors = new ArrayList<>();
        for (ObjectError error : rejected.getAllErrors()) {
            var pointer = error instanceof FieldError field ? "#/" + pointerTo(field.getField()) : "#";
            errors.add(new Problems.Wrong(pointer, String.valueOf(error.getDefaultMessage())));
        }
        return respond(invalid(errors), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException rejected, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problems.Wrong> errors = new ArrayList<>();
        rejected.getParameterValidationResults().forEach(result -> {
            var parameter = String.valueOf(result.getMethodParameter().getParameterName());
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                errors.add(new Problems.Wrong("#/" + parameter, String.valueOf(error.getDefaultMessage())));
            }
        });
        return status.is5xxServerError() ? null : respond(invalid(errors), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var violation = new Violation("/" + missing.getParameterName(), "shared.parameter.missing");
        return respond(problems.of(List.of(violation), locale()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() || !(mismatch instanceof MethodArgumentTypeMismatchException argument)) {
            return super.handleTypeMismatch(mismatch, headers, status, request);
        }
        var violation = UnreadableJson.typeOf("/" + argument.getName(), argument.getRequiredType());
        return respond(problems.of(List.of(violation), locale()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && status.value() != HttpStatus.SERVICE_UNAVAILABLE.value()) {
            return internalError(failure, (ServletWebRequest) request);
        }
        return respond(problems.of(status, locale()), headers);
    }

    private ProblemDetail invalid(List<Problems.Wrong> errors) {
        var problem = problems.of(HttpStatus.BAD_REQUEST, locale());
        problem.setProperty("errors", errors);
        return problem;
    }

    private static ResponseEntity<Object> respond(ProblemDetail problem) {
        return respond(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Object> respond(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale().toLanguageTag())
                .body(problem);
    }

    /** {@code items[0].name} as the rest of a JSON pointer. */
    private static String pointerTo(String field) {
        return field.replace("[", ".").replace("]", "").replace('.', '/');
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
