package io.huisheng.process.identity;

import io.huisheng.shared.BufferedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands in front of {@code /camunda/api} and lets through what {@link EngineRules} allow. */
final class EngineDoor extends OncePerRequestFilter {

    /** Far above anything the web applications send, far below what would hurt. */
    static final int LONGEST_BODY = 256 * 1024;

    private final EngineRules rules;
    private final Refusals refusals;

    EngineDoor(EngineRules rules, Refusals refusals) {
        this.rules = rules;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = EnginePath.of(pathOf(request));
        if (path.isEmpty()) {
            refusals.answer(request, response, new Refusal(400, "identity.path"));
            return;
        }
        var caller = Caller.current();
        if (caller.isEmpty()) {
            refusals.answer(request, response, new Refusal(401, "identity.login"));
            return;
        }
        var refusal = rules.refuses(caller.get(), request.getMethod(), path.get());
        if (refusal.isPresent()) {
            refusals.answer(request, response, refusal.get());
            return;
        }
        if (mayHaveBody(request) && !isJson(request)) {
            refusals.answer(request, response, new Refusal(415, "identity.mediaType"));
            return;
        }
        var body = BufferedRequest.bodyOf(request, LONGEST_BODY);
        if (body.isEmpty()) {
            refusals.answer(request, response, new Refusal(413, "identity.tooLong", LONGEST_BODY / 1024));
            return;
        }
        refusal = refuses(caller.get(), request, path.get(), body.get());
        if (refusal.isPresent()) {
            refusals.answer(request, response, refusal.get());
            return;
        }
        chain.doFilter(new BufferedRequest(request, body.get()), response);
    }

    private Optional<Refusal> refuses(Caller caller, HttpServletRequest request, EnginePath path, byte[] body) {
        return rules.refuses(request.getMethod(), path, request.getParameterMap())
                .or(() -> rules.refuses(caller, path, QueryBody.of(body)));
    }

    static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean mayHaveBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
    }
}
