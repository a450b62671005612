package io.huisheng.process.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be asked of the engine's web API, and by whom. The engine's own authorizations stay behind this: here stands what they
 * can't express. Who does not operate the engine may only do what is listed; what nobody may do is listed too.
 */
@Component
class EngineRules {

    static final int MOST_RESULTS = 500;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> WRITING = Set.of("POST", "PUT", "DELETE");

    /** For nobody, whatever his rights: it would change what runs, invent instances, or leave typed text in the engine. */
    private static final List<Rule> NEVER = List.of(
            // diagrams, tables and forms come from files; whoever deploys, runs code
            new Rule("POST", "engine/deployment/create", "identity.never.deployment"),
            new Rule("POST", "engine/deployment/[^/]+/redeploy", "identity.never.deployment"),
            new Rule("DELETE", "engine/deployment/[^/]+", "identity.never.deployment"),
            new Rule("DELETE", "engine/(process|decision)-definition/.+", "identity.never.deployment"),
            new Rule("GET|POST|PUT|DELETE", "admin/setup(/.*)?", "identity.never.setup"),
            new Rule("POST", "admin/auth/user/[^/]+/login/.+", "identity.never.login"),
            new Rule("POST", "engine/identity/verify", "identity.never.login"),
            // a stored filter may hold expressions
            new Rule("POST", "engine/filter/create", "identity.never.filter"),
            new Rule("PUT|DELETE", "engine/filter/[^/]+", "identity.never.filter"),
            // cases move by their diagram
            new Rule("POST", "engine/process-instance/[^/]+/modification(-async)?", "identity.never.modification"),
            new Rule("POST", "engine/(modification|migration)/execute(Async)?", "identity.never.modification"),
            new Rule("POST", "engine/process-definition/.+/restart(-async)?", "identity.never.modification"),
            new Rule("POST", "engine/process-definition/.+/(start|submit-form)", "identity.never.start"),
            new Rule("POST", "engine/case-(definition|execution|instance)/.+", "identity.never.start"),
            new Rule("POST", "engine/(message|signal|condition)", "identity.never.modification"),
            new Rule("POST", "engine/execution/[^/]+/(signal|create-incident)", "identity.never.modification"),
            new Rule("POST", "engine/execution/[^/]+/messageSubscriptions/.+", "identity.never.modification"),
            new Rule(
                    "POST",
                    "engine/process-instance/(message-async|variables-async|delete.*|job-retries.*|suspended-async)",
                    "identity.never.modification"),
            new Rule(
                    "POST",
                    "engine/external-task/.*(fetchAndLock|complete|bpmnError|failure)",
                    "identity.never.modification"),
            // a task is created by its diagram and completed by its form
            new Rule("POST", "engine/task/create", "identity.never.task"),
            new Rule("POST", "engine/task/[^/]+/(resolve|bpmnError|bpmnEscalation|delegate)", "identity.never.task"),
            new Rule("DELETE", "engine/task/[^/]+", "identity.never.task"),
            new Rule(
                    "POST|PUT|DELETE",
                    "engine/task/[^/]+/(variables|localVariables)(/.+)?",
                    "identity.never.variables"),
            new Rule("POST", "engine/.+/(variables|localVariables)/[^/]+/data", "identity.never.variables"),
            // free text would stay behind in the engine
            new Rule(
                    "POST|PUT|DELETE",
                    "engine/(task|process-instance)/[^/]+/(comment|attachment)(/.*)?",
                    "identity.never.comment"),
            // the record stays
            new Rule("DELETE", "engine/history/.+", "identity.never.history"),
            new Rule("POST", "engine/history/.+/(delete|set-removal-time)", "identity.never.history"),
            new Rule("POST", "engine/history/cleanup", "identity.never.history"));

    /** What the web applications ask by POST although it changes nothing. */
    private static final Pattern QUERY = Pattern.compile(
            "engine/(history/[a-z-]+|process-instance|process-definition|decision-definition|execution|task|job|job-definition"
                    + "|incident|variable-instance|batch|external-task|user|group)(/count)?"
                    + "|engine/filter/[^/]+/(list|count|singleResult)"
                    + "|engine/identity/password-policy"
                    + "|(cockpit|tasklist)/plugin/.+"
                    + "|admin/auth/user/[^/]+/logout");

    private static final Pattern OWN_TASK = Pattern.compile("engine/task/[^/]+/(claim|unclaim|complete|submit-form)");
    private static final Pattern CLAIM = Pattern.compile("engine/task/[^/]+/claim");
    private static final Pattern PASSWORD = Pattern.compile("engine/user/([^/]+)/credentials");
    private static final Pattern HISTORY_LIST = Pattern.compile("engine/history/(?!cleanup$)[a-z-]+");

    /** What a person may ask, whatever the request carries. */
    Optional<Refusal> refuses(Caller caller, String method, EnginePath path) {
        if (!READING.contains(method) && !WRITING.contains(method)) {
            return Optional.of(new Refusal(405, "identity.method"));
        }
        for (Rule rule : NEVER) {
            if (rule.catches(method, path)) {
                return Optional.of(new Refusal(403, rule.messageKey()));
            }
        }
        if (READING.contains(method) || caller.operates()) {
            return Optional.empty();
        }
        if (method.equals("POST") && path.matches(QUERY)) {
            return Optional.empty();
        }
        if (method.equals("POST") && path.matches(OWN_TASK) && caller.works()) {
            return Optional.empty();
        }
        var password = PASSWORD.matcher(path.resource());
        if (method.equals("PUT") && password.matches() && password.group(1).equals(caller.userId())) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(403, "identity.notAllowed"));
    }

    /** What nobody may hide in the parameters of a request. */
    Optional<Refusal> refuses(String method, EnginePath path, Map<String, String[]> parameters) {
        if (parameters.keySet().stream().anyMatch(EngineRules::namesExpression)) {
            return Optional.of(new Refusal(403, "identity.expression"));
        }
        if (path.matches(HISTORY_LIST) && !method.equals("OPTIONS") && !isWithin(parameters.get("maxResults"))) {
            return Optional.of(new Refusal(400, "identity.maxResults", MOST_RESULTS));
        }
        return Optional.empty();
    }

    /** What nobody may hide in the body of a request. */
    Optional<Refusal> refuses(Caller caller, EnginePath path, QueryBody body) {
        if (!body.wellFormed()) {
            return Optional.of(new Refusal(400, "identity.json"));
        }
        if (body.hasExpression()) {
            return Optional.of(new Refusal(403, "identity.expression"));
        }
        if (body.hasForbiddenType()) {
            return Optional.of(new Refusal(403, "identity.never.variables"));
        }
        // the engine would let a colleague claim in somebody else's name
        if (path.matches(CLAIM) && !body.userIds().equals(Set.of(caller.userId()))) {
            return Optional.of(new Refusal(403, "identity.claim"));
        }
        return Optional.empty();
    }

    private static boolean namesExpression(String name) {
        return name.regionMatches(true, name.length() - "expression".length(), "expression", 0, "expression".length());
    }

    private static boolean isWithin(String @Nullable [] maxResults) {
        if (maxResults == null || maxResults.length != 1 || !maxResults[0].matches("\\d{1,6}")) {
            return false;
        }
        var wanted = Integer.parseInt(maxResults[0]);
        return wanted >= 1 && wanted <= MOST_RESULTS;
    }

    private record Rule(Set<String> methods, Pattern resource, String messageKey) {

        Rule(String methods, String resource, String messageKey) {
            this(Set.of(methods.split("\\|")), Pattern.compile(resource), messageKey);
        }

        boolean catches(String method, EnginePath path) {
            return methods.contains(method) && path.matches(resource);
        }
    }
}
