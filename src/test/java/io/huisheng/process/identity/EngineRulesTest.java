package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules in front of the engine's web API")
class EngineRulesTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default/";

    private final EngineRules rules = new EngineRules();

    /** agent: customer-service; owner: process-owner; auditor; admin: camunda-admin. */
    @ParameterizedTest(name = "{0} {1} -> agent {2}, owner {3}, auditor {4}, admin {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # method | path                                                | agent | owner | auditor | admin
            GET    | task                                                  | ok  | ok  | ok  | ok
            HEAD   | task                                                  | ok  | ok  | ok  | ok
            OPTIONS| deployment                                            | ok  | ok  | ok  | ok
            PATCH  | task                                                  | 405 | 405 | 405 | 405
            TRACE  | task                                                  | 405 | 405 | 405 | 405
            POST   | task                                                  | ok  | ok  | ok  | ok
            POST   | task/count                                            | ok  | ok  | ok  | ok
            POST   | filter/4711/list                                      | ok  | ok  | ok  | ok
            POST   | filter/4711/count                                     | ok  | ok  | ok  | ok
            POST   | process-instance                                      | ok  | ok  | ok  | ok
            POST   | process-instance/count                                | ok  | ok  | ok  | ok
            POST   | variable-instance                                     | ok  | ok  | ok  | ok
            POST   | history/process-instance                              | ok  | ok  | ok  | ok
            POST   | history/task/count                                    | ok  | ok  | ok  | ok
            POST   | identity/password-policy                              | ok  | ok  | ok  | ok
            # work on one's own tasks
            POST   | task/4711/claim                                       | ok  | ok  | 403 | ok
            POST   | task/4711/unclaim                                     | ok  | ok  | 403 | ok
            POST   | task/4711/complete                                    | ok  | ok  | 403 | ok
            POST   | task/4711/submit-form                                 | ok  | ok  | 403 | ok
            POST   | task/4711/assignee                                    | 403 | 403 | 403 | ok
            PUT    | task/4711                                             | 403 | 403 | 403 | ok
            POST   | task/4711/identity-links                              | 403 | 403 | 403 | ok
            # tasks nobody invents, delegates, or ends by the back door
            POST   | task/create                                           | 403 | 403 | 403 | 403
            DELETE | task/4711                                             | 403 | 403 | 403 | 403
            POST   | task/4711/resolve                                     | 403 | 403 | 403 | 403
            POST   | task/4711/delegate                                    | 403 | 403 | 403 | 403
            POST   | task/4711/bpmnError                                   | 403 | 403 | 403 | 403
            POST   | task/4711/bpmnEscalation                              | 403 | 403 | 403 | 403
            # free text would stay in the engine
            POST   | task/4711/comment/create                              | 403 | 403 | 403 | 403
            DELETE | task/4711/comment/1                                   | 403 | 403 | 403 | 403
            POST   | task/4711/attachment/create                           | 403 | 403 | 403 | 403
            DELETE | process-instance/4711/comment                         | 403 | 403 | 403 | 403
            # variables
            PUT    | task/4711/variables/reply                             | 403 | 403 | 403 | 403
            POST   | task/4711/variables                                   | 403 | 403 | 403 | 403
            PUT    | task/4711/localVariables/list_caseNo                  | 403 | 403 | 403 | 403
            POST   | task/4711/localVariables/x/data                       | 403 | 403 | 403 | 403
            PUT    | process-instance/4711/variables/x                     | 403 | 403 | 403 | ok
            POST   | process-instance/4711/variables                       | 403 | 403 | 403 | ok
            POST   | process-instance/4711/variables/x/data                | 403 | 403 | 403 | 403
            POST   | execution/4711/localVariables/x/data                  | 403 | 403 | 403 | 403
            DELETE | process-instance/4711/variables/x                     | 403 | 403 | 403 | ok
            # what runs comes from files and follows its diagram
            POST   | deployment/create                                     | 403 | 403 | 403 | 403
            POST   | deployment/4711/redeploy                              | 403 | 403 | 403 | 403
            DELETE | deployment/4711                                       | 403 | 403 | 403 | 403
            DELETE | process-definition/4711                               | 403 | 403 | 403 | 403
            DELETE | process-definition/key/feedback-loop/delete           | 403 | 403 | 403 | 403
            POST   | process-instance/4711/modification                    | 403 | 403 | 403 | 403
            POST   | process-instance/4711/modification-async              | 403 | 403 | 403 | 403
            POST   | modification/execute                                  | 403 | 403 | 403 | 403
            POST   | modification/executeAsync                             | 403 | 403 | 403 | 403
            POST   | migration/execute                                     | 403 | 403 | 403 | 403
            POST   | process-definition/4711/restart                       | 403 | 403 | 403 | 403
            POST   | process-definition/4711/start                         | 403 | 403 | 403 | 403
            POST   | process-definition/key/feedback-loop/start            | 403 | 403 | 403 | 403
            POST   | process-definition/key/feedback-loop/submit-form      | 403 | 403 | 403 | 403
            POST   | message                                               | 403 | 403 | 403 | 403
            POST   | signal                                                | 403 | 403 | 403 | 403
            POST   | condition                                             | 403 | 403 | 403 | 403
            POST   | execution/4711/signal                                 | 403 | 403 | 403 | 403
            POST   | execution/4711/messageSubscriptions/x/trigger         | 403 | 403 | 403 | 403
            POST   | process-instance/delete                               | 403 | 403 | 403 | 403
            POST   | process-instance/variables-async                      | 403 | 403 | 403 | 403
            POST   | external-task/fetchAndLock                            | 403 | 403 | 403 | 403
            # operating: the engine's own rights decide for the administrator
            DELETE | process-instance/4711                                 | 403 | 403 | 403 | ok
            PUT    | process-instance/4711/suspended                       | 403 | 403 | 403 | ok
            PUT    | job/4711/retries                                      | 403 | 403 | 403 | ok
            PUT    | job/4711/duedate                                      | 403 | 403 | 403 | ok
            POST   | job/4711/execute                                      | 403 | 403 | 403 | ok
            PUT    | incident/4711/annotation                              | 403 | 403 | 403 | ok
            # the record stays
            DELETE | history/process-instance/4711                         | 403 | 403 | 403 | 403
            POST   | history/process-instance/delete                       | 403 | 403 | 403 | 403
            POST   | history/process-instance/set-removal-time             | 403 | 403 | 403 | 403
            DELETE | history/variable-instance/4711                        | 403 | 403 | 403 | 403
            POST   | history/cleanup                                       | 403 | 403 | 403 | 403
            # stored filters may hold expressions
            POST   | filter/create                                         | 403 | 403 | 403 | 403
            PUT    | filter/4711                                           | 403 | 403 | 403 | 403
            DELETE | filter/4711                                           | 403 | 403 | 403 | 403
            # people
            PUT    | user/agent/credentials                                | ok  | 403 | 403 | ok
            PUT    | user/agent/profile                                    | 403 | 403 | 403 | ok
            DELETE | user/agent                                            | 403 | 403 | 403 | ok
            POST   | user/create                                           | 403 | 403 | 403 | ok
            POST   | user/agent/unlock                                     | 403 | 403 | 403 | ok
            PUT    | group/quality/members/agent                           | 403 | 403 | 403 | ok
            POST   | authorization/create                                  | 403 | 403 | 403 | ok
            POST   | identity/verify                                       | 403 | 403 | 403 | 403
            """)
    void decideByPersonMethodAndPath(
            String method, String path, String agent, String owner, String auditor, String admin) {
        var asked = EnginePath.of(ENGINE + path).orElseThrow();

        assertThat(answer(caller("agent", Role.CUSTOMER_SERVICE), method, asked))
                .isEqualTo(agent);
        assertThat(answer(caller("owner", Role.PROCESS_OWNER), method, asked)).isEqualTo(owner);
        assertThat(answer(caller("auditor", Role.AUDITOR), method, asked)).isEqualTo(auditor);
        assertThat(answer(caller("admin", Role.ADMINISTRATOR), method, asked)).isEqualTo(admin);
        assertThat(answer(new Caller("nobody", Set.of()), method, asked))
                .isEqualTo(path.endsWith("credentials") ? "403" : auditor);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /camunda/api/admin/setup/default/user/create, 403",
        "POST, /camunda/api/admin/setup/default/user/create, 403",
        "POST, /camunda/api/admin/auth/user/default/login/tasklist, 403",
        "POST, /camunda/api/admin/auth/user/default/logout, ok",
        "GET,  /camunda/api/admin/auth/user/default, ok",
        "GET,  /camunda/api/cockpit/plugin/base/default/process-definition/4711/called-process-definitions, ok",
        "POST, /camunda/api/cockpit/plugin/base/default/process-instance/4711/called-process-instances, ok",
        "GET,  /camunda/api/engine/engine/, ok",
        "POST, /camunda/api/engine/task/create, 403",
        "POST, /camunda/api/engine/engine/other/task/create, 403",
        "POST, /camunda/api/engine/engine/default/task/create/, 403",
    })
    void knowTheOtherApisOfTheWebApplications(String method, String path, String expected) {
        var asked = EnginePath.of(path).orElseThrow();

        assertThat(answer(caller("auditor", Role.AUDITOR), method, asked)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/deployment%2fcreate",
                "/camunda/api/engine/engine/default/deployment%2Fcreate",
                "/camunda/api/engine/engine/default/task/..%2fdeployment/create",
                "/camunda/api/engine/engine/default/task/../deployment/create",
                "/camunda/api/engine/engine/default/task/%2e%2e/deployment/create",
                "/camunda/api/engine/engine/default/task/./create",
                "/camunda/api/engine/engine/default/deployment/create;x=1",
                "/camunda/api/engine/engine/default/deployment;x=1/create",
                "/camunda/api/engine/engine/default/deployment/create%3bx=1",
                "/camunda/api/engine/engine/default//deployment/create",
                "/camunda/api/engine/engine/default/deployment//create",
                "/camunda/api//engine/engine/default/deployment/create",
                "//camunda/api/engine/engine/default/deployment/create",
                "/camunda/api/engine/engine/default/deployment/create//",
                "/camunda/api/engine/engine/default/deployment\\create",
                "/camunda/api/engine/engine/default/deployment%5ccreate",
                "/camunda/api/engine/engine/default/deployment/create%00",
                "/camunda/api/engine/engine/default/deployment/create%0a",
                "/camunda/api/engine/engine/default/deployment/create%23",
                "/camunda/api/engine/engine/default/deployment/create%3f",
                "/camunda/api/engine/engine/default/%2564eployment/create",
                "/camunda/api/engine/engine/default/deployment/create?",
                "/camunda/api/engine/engine/default/deployment/create%",
                "/camunda/api/engine/engine/default/deployment/create%zz",
                "/camunda/api/engine/engine/default/部署",
                "/camunda/app/tasklist/default/",
                "",
                "camunda/api/engine"
            })
    void aPathWithMoreThanOneReadingHasNone(String path) {
        assertThat(EnginePath.of(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment/creat%65", "deployment/c%72eate", "%64eployment/create", "t%61sk/create"})
    void lettersMayNotBeDisguised(String path) {
        assertThat(EnginePath.of(ENGINE + path)
                        .flatMap(asked -> rules.refuses(caller("admin", Role.ADMINISTRATOR), "POST", asked)))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/%E5%BC%A0%E4%B8%89/profile",
                "process-instance/4711/variables/a%20b",
                "task/aa-bb-cc/form-variables",
                "process-definition/key/feedback-loop/xml/"
            })
    void anOrdinaryPathIsRead(String path) {
        assertThat(EnginePath.of(ENGINE + path)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  history/process-instance, , 400",
        "POST, history/process-instance, , 400",
        "HEAD, history/process-instance, , 400",
        "GET,  history/process-instance/, , 400",
        "GET,  history/user-operation, , 400",
        "GET,  history/detail, 501, 400",
        "GET,  history/detail, 0, 400",
        "GET,  history/detail, -1, 400",
        "GET,  history/detail, 9999999999, 400",
        "GET,  history/detail, 1e2, 400",
        "GET,  history/detail, 50;500000, 400",
        "GET,  history/detail, 500, ok",
        "POST, history/process-instance, 50, ok",
        "GET,  history/process-instance/count, , ok",
        "GET,  history/process-instance/report, , ok",
        "GET,  history/task/report, , ok",
        "GET,  history/process-instance/4711, , ok",
        "GET,  history/process-definition/4711/statistics, , ok",
        "GET,  history/process-definition/cleanable-process-instance-report, , ok",
        "GET,  task, , ok",
    })
    void theHistoryIsReadInPages(String method, String path, @Nullable String maxResults, String expected) {
        Map<String, String[]> parameters = new HashMap<>();
        if (maxResults != null) {
            parameters.put("maxResults", maxResults.split(";"));
        }

        assertThat(shown(rules.refuses(method, EnginePath.of(ENGINE + path).orElseThrow(), parameters)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assigneeExpression", "dueBeforeExpression", "candidategroupexpression", "EXPRESSION"})
    void aParameterNamesNoExpression(String name) {
        assertThat(rules.refuses("GET", EnginePath.of(ENGINE + "task").orElseThrow(), Map.of(name, new String[] {"x"})))
                .hasValueSatisfying(refusal -> assertThat(refusal.messageKey()).isEqualTo("identity.expression"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                              | ok
            {"assignee":"quality"}                                                          | ok
            {"orQueries":[{"assignee":"quality"},{"taskDefinitionKey":"x"}]}                | ok
            {"nameLike":"%Expression%"}                                                     | ok
            {"orQueries":[{"assigneeExpression":"${1}"}]}                                   | 403
            {"orQueries":[{"orQueries":[{"candidateGroupsExpression":"x"}]}]}               | 403
            {"assigneeExpression":null}                                                     | 403
            {"assignee\\u0045xpression":"x"}                                                | 403
            {"ASSIGNEEEXPRESSION":"x"}                                                      | 403
            {"a":1,"a":{"dueDateExpression":{}}}                                            | 403
            {"variables":{"x":{"value":"rO0AB","type":"Object"}}}                           | 403
            {"value":"rO0AB","type":"object","valueInfo":{}}                                | 403
            {"modifications":{"x":{"value":"","type":"File"}}}                              | 403
            {"value":"AA==","type":"Bytes"}                                                 | 403
            {"value":"{}","type":"String","valueInfo":{"objectTypeName":"java.util.HashMap"}} | 403
            {"value":"{}","valueInfo":{"serializationDataFormat":"application/x-java-serialized-object"}} | 403
            {"value":"Object","type":"String"}                                              | ok
            {                                                                               | 400
            {"a":                                                                           | 400
            not json                                                                        | 400
            """)
    void theBodyHidesNeitherExpressionNorObject(String body, String expected) {
        var content = QueryBody.of(body.getBytes(StandardCharsets.UTF_8));

        assertThat(shown(rules.refuses(
                        caller("agent", Role.CUSTOMER_SERVICE),
                        EnginePath.of(ENGINE + "task").orElseThrow(),
                        content)))
                .isEqualTo(expected);
    }

    @Test
    void aBodyThatWouldOverrunTheParserIsMalformed() {
        assertThat(QueryBody.of("[".repeat(60).getBytes(StandardCharsets.UTF_8)).wellFormed())
                .isFalse();
        assertThat(QueryBody.of(("{\"a\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8))
                        .wellFormed())
                .isFalse();
        assertThat(QueryBody.of("{\"dueDateExpression\":1}".getBytes(StandardCharsets.UTF_16))
                        .hasExpression())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"userId":"agent"}                       | ok
            {"userId":"quality"}                     | 403
            {"userId":"agent","userId":"quality"}    | 403
            {}                                       | 403
            {"userId":null}                          | 403
            """)
    void aTaskIsClaimedInOnesOwnName(String body, String expected) {
        assertThat(shown(rules.refuses(
                        caller("agent", Role.CUSTOMER_SERVICE),
                        EnginePath.of(ENGINE + "task/4711/claim").orElseThrow(),
                        QueryBody.of(body.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(expected);
    }

    private String answer(Caller caller, String method, EnginePath path) {
        return shown(rules.refuses(caller, method, path));
    }

    private static String shown(Optional<Refusal> refusal) {
        return refusal.map(no -> String.valueOf(no.status())).orElse("ok");
    }

    private static Caller caller(String userId, Role... roles) {
        return new Caller(userId, Arrays.stream(roles).map(Role::group).collect(Collectors.toSet()));
    }
}
