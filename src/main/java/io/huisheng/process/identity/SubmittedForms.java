package io.huisheng.process.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.shared.BufferedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Takes in what people fill into the forms of their own tasks: refuses what breaks the form's rules, with a message that names the field, and hands
 * the rest to the engine as transient variables. They exist for the listener that moves them into our own tables in the same
 * transaction, and are never stored by the engine.
 */
final class SubmittedForms extends OncePerRequestFilter {

    private static final Pattern SUBMISSION = Pattern.compile("engine/task/([^/]+)/(submit-form|complete|unclaim)");
    private static final Set<String> KNOWN = Set.of("variables", "withVariablesInReturn", "businessKey");

    private final Supplier<ProcessEngine> engine;
    private final TaskForms forms;
    private final Refusals refusals;
    private final ObjectMapper json;

    SubmittedForms(Supplier<ProcessEngine> engine, TaskForms forms, Refusals refusals, ObjectMapper json) {
        this.engine = engine;
        this.forms = forms;
        this.refusals = refusals;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var submission = EnginePath.of(EngineDoor.pathOf(request))
                .map(path -> SUBMISSION.matcher(path.resource()))
                .filter(matcher -> matcher.matches() && request.getMethod().equals("POST"));
        if (submission.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var caller = Caller.current();
        if (caller.isEmpty()) {
            refusals.answer(request, response, new Refusal(401, "identity.login"));
            return;
        }
        var taskId = submission.get().group(1);
        var givesBack = submission.get().group(2).equals("unclaim");
        var task = visibleTask(caller.get(), taskId);
        if (task.isEmpty()) {
            refusals.answer(request, response, new Refusal(404, "identity.task.unknown"));
            return;
        }
        if (!caller.get().userId().equals(task.get().getAssignee())) {
            refusals.answer(
                    request,
                    response,
                    new Refusal(403, givesBack ? "identity.task.notYours" : "identity.task.notAssignee"));
            return;
        }
        if (givesBack) {
            chain.doFilter(request, response);
            return;
        }
        var submitted = valuesIn(
                BufferedRequest.bodyOf(request, EngineDoor.LONGEST_BODY).orElse(new byte[0]));
        if (submitted.isEmpty()) {
            refusals.answer(request, response, new Refusal(400, "identity.json"));
            return;
        }
        var form = forms.of(engine.get().getFormService(), taskId);
        var mistakes = form.mistakesIn(submitted.get());
        if (!mistakes.isEmpty()) {
            refusals.answer(response, 400, "identity.form", forms.describe(mistakes, request.getLocale()));
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(new BufferedRequest(request, transientBody(form, submitted.get())), answer);
        var refused = TypedForms.refusalOf(request);
        if (refused.isPresent() && answer.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            answer.resetBuffer();
            refusals.answer(answer, HttpStatus.BAD_REQUEST.value(), "identity.form", refused.get());
        }
        answer.copyBodyToResponse();
    }

    /** The task as this person may see it: what is not his to see does not exist for him. */
    private Optional<Task> visibleTask(Caller caller, String taskId) {
        var identity = engine.get().getIdentityService();
        identity.setAuthentication(caller.userId(), caller.groupList());
        try {
            return Optional.ofNullable(engine.get()
                    .getTaskService()
                    .createTaskQuery()
                    .taskId(taskId)
                    .singleResult());
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The submitted values by name; nothing where the body is not what the web application sends. */
    private Optional<Map<String, @Nullable Object>> valuesIn(byte[] body) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (body.length == 0) {
            return Optional.of(values);
        }
        var root = json.readTree(body);
        if (!root.isObject() || !known(root)) {
            return Optional.empty();
        }
        var variables = root.path("variables");
        if (!variables.isObject()) {
            return variables.isMissingNode() || variables.isNull() ? Optional.of(values) : Optional.empty();
        }
        for (Map.Entry<String, JsonNode> variable : variables.properties()) {
            values.put(variable.getKey(), plain(variable.getValue().path("value")));
        }
        return Optional.of(values);
    }

    private static boolean known(JsonNode root) {
        return root.properties().stream().allMatch(entry -> KNOWN.contains(entry.getKey()));
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isInt()) {
            return value.asInt();
        }
        // nothing that a field of a staff form takes: the form's own rules say so by name
        return value;
    }

    private byte[] transientBody(TaskForm form, Map<String, @Nullable Object> values) throws IOException {
        var root = json.createObjectNode();
        var variables = root.putObject("variables");
        values.forEach((name, value) -> {
            if (value != null && form.takes(name)) {
                putTransient(variables.putObject(name), value);
            }
        });
        return json.writeValueAsBytes(root);
    }

    private static void putTransient(ObjectNode variable, Object value) {
        if (value instanceof String text) {
            variable.put("value", text).put("type", "String");
        } else if (value instanceof Boolean flag) {
            variable.put("value", flag).put("type", "Boolean");
        } else if (value instanceof Integer number) {
            variable.put("value", number).put("type", "Integer");
        } else {
            throw new IllegalStateException("Not a value of a staff form: " + value.getClass());
        }
        variable.putObject("valueInfo").put("transient", true);
    }
}
