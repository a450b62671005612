package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives task forms what they show about a case. The engine answers first, so that its authorization decides; only where it
 * says yes, our own tables add what they know. Nothing of it ever becomes a process variable.
 */
final class ShownForms extends OncePerRequestFilter {

    private static final Pattern FORM_VARIABLES = Pattern.compile("engine/task/([^/]+)/form-variables");

    private final Supplier<TaskBriefs> briefs;
    private final ObjectMapper json;

    ShownForms(Supplier<TaskBriefs> briefs, ObjectMapper json) {
        this.briefs = briefs;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asked = EnginePath.of(EngineDoor.pathOf(request))
                .map(path -> FORM_VARIABLES.matcher(path.resource()))
                .filter(matcher -> matcher.matches() && request.getMethod().equals("GET"));
        if (asked.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpStatus.OK.value()) {
            var variables = json.readTree(answer.getContentAsByteArray());
            if (variables instanceof ObjectNode known) {
                add(known, asked.get().group(1));
                answer.resetBuffer();
                answer.getOutputStream().write(json.writeValueAsBytes(known));
            }
        }
        answer.copyBodyToResponse();
    }

    private void add(ObjectNode variables, String taskId) {
        briefs.get().of(taskId).forEach((name, text) -> {
            var variable = variables.putObject(name);
            variable.put("type", "String").put("value", text);
            variable.putObject("valueInfo");
        });
    }
}
