package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Briefs;
import io.huisheng.closure.DutyBrief;
import io.huisheng.closure.MajorBriefs;
import io.huisheng.closure.VerificationBriefs;
import io.huisheng.directory.Absences;
import io.huisheng.directory.Staff;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.duty.TypedForms;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.Inserts;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = PeopleAtTheEngineTest.House.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:people-${random.uuid};DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
            "spring.datasource.username=people",
            "spring.datasource.password=people",
            "spring.flyway.locations=classpath:db/migration",
            "spring.flyway.baseline-on-migrate=true",
            "spring.flyway.baseline-version=0",
            "spring.messages.basename=messages/process",
            "spring.messages.fallback-to-system-locale=false",
            "camunda.bpm.database.schema-update=true",
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.auto-deployment-enabled=false",
            "camunda.bpm.authorization.enabled=true",
            "camunda.bpm.history-level=full",
            "camunda.bpm.generic-properties.properties.enforce-history-time-to-live=false",
            "camunda.bpm.generic-properties.properties.default-user-permission-name-for-task=TASK_WORK",
            "huisheng.identity.recheck-seconds=0"
        })
@ActiveProfiles("demo")
@DisplayName("People at the engine")
class PeopleAtTheEngineTest {

    private static final String TYPED = "感谢您的建议，我们将在下周五之前增加周末预约 😀";
    private static final String REFUSED = "这条建议已经有人答复";
    private static final AtomicReference<String> HEARD = new AtomicReference<>();

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private SetUp setUp;

    @Autowired
    private DataSource database;

    @MockitoBean
    private Briefs briefs;

    @MockitoBean
    private MajorBriefs majorBriefs;

    @MockitoBean
    private VerificationBriefs verificationBriefs;

    @MockitoBean
    private Absences absences;

    @MockitoBean
    private Staff staff;

    @MockitoBean
    private CaseFiles files;

    private final ObjectMapper json = new ObjectMapper();
    private String deployment;

    @BeforeEach
    void deploy() {
        HEARD.set(null);
        given(briefs.of(any())).willReturn(Optional.empty());
        var diagram = Bpmn.createExecutableProcess("reply")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_ReplyToSuggestion")
                .name("答复客户建议")
                .camundaCandidateGroups("after-sales-supervisor")
                .endEvent()
                .done();
        UserTask task = diagram.getModelElementById("Task_ReplyToSuggestion");
        task.setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRef", "reply-to-suggestion");
        task.setAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRefBinding", "latest");
        var listener = diagram.newInstance(CamundaTaskListener.class);
        listener.setCamundaEvent("complete");
        listener.setCamundaClass(Hears.class.getName());
        task.builder().addExtensionElement(listener);
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("reply.bpmn", diagram)
                .addClasspathResource("forms/reply-to-suggestion.form")
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void everyRoleIsAGroupWithATitleAndADemoUser() {
        for (Role role : Role.values()) {
            var group = engine.getIdentityService()
                    .createGroupQuery()
                    .groupId(role.group())
                    .singleResult();
            assertThat(group.getName()).isEqualTo(role.title());
            var user = role.operates() ? "admin" : role.group();
            assertThat(engine.getIdentityService()
                            .createUserQuery()
                            .memberOfGroup(role.group())
                            .list())
                    .singleElement()
                    .satisfies(member -> {
                        assertThat(member.getId()).isEqualTo(user);
                        assertThat(member.getFirstName()).endsWith("（" + role.title() + "）");
                        assertThat(member.getLastName()).isEmpty();
                    });
            assertThat(engine.getIdentityService().checkPassword(user, "demo")).isTrue();
        }
    }

    @Test
    void startingAgainAndAllAtOnceChangesNothing() throws Exception {
        var before = counts();
        var nodes = Executors.newFixedThreadPool(4);
        try {
            for (var node :
                    nodes.invokeAll(List.<Callable<Void>>of(this::start, this::start, this::start, this::start))) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void fourNodesThatStartOnAnEmptyDatabaseSetUpEverythingOnce() throws Exception {
        var before = counts();
        var identity = engine.getIdentityService();
        engine.getFilterService()
                .createFilterQuery()
                .list()
                .forEach(filter -> engine.getFilterService().deleteFilter(filter.getId()));
        engine.getAuthorizationService()
                .createAuthorizationQuery()
                .list()
                .forEach(right -> engine.getAuthorizationService().deleteAuthorization(right.getId()));
        identity.createUserQuery().list().forEach(user -> identity.deleteUser(user.getId()));
        identity.createGroupQuery().list().forEach(group -> identity.deleteGroup(group.getId()));

        startingAgainFrom(before);
    }

    private void startingAgainFrom(Map<String, Long> before) throws Exception {
        var nodes = Executors.newFixedThreadPool(4);
        try {
            for (var node :
                    nodes.invokeAll(List.<Callable<Void>>of(this::start, this::start, this::start, this::start))) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aRightThatNobodyWroteDownIsTakenAwayAtTheNextStart() {
        var extra = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        extra.setGroupId("quality");
        extra.setResource(Resources.DEPLOYMENT);
        extra.setResourceId("*");
        extra.addPermission(Permissions.CREATE);
        engine.getAuthorizationService().saveAuthorization(extra);

        setUp.setUp();

        for (Resources forbidden : List.of(Resources.DEPLOYMENT, Resources.BATCH, Resources.FILTER)) {
            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .resourceType(forbidden)
                            .hasPermission(Permissions.CREATE)
                            .list())
                    .as("CREATE on %s", forbidden)
                    .isEmpty();
        }
    }

    @Test
    void passwordsAreKeptAsASlowHash() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select PWD_ from ACT_ID_USER")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).startsWith("{PBKDF2-SHA512}");
            }
        }
    }

    @Test
    void theListsOfTasklistShowTheCaseNumberToWhoMayWorkOnTheTask() throws Exception {
        start("WO-1");
        var supervisor = new Browser("after-sales-supervisor");

        var filters = supervisor.getJson("filter?resourceType=Task&itemCount=false&sortBy=name&sortOrder=asc");
        assertThat(filters)
                .extracting(filter -> filter.path("name").asText())
                .containsExactlyInAnyOrder("我的任务", "我的组任务", "今天到期", "已逾期", "全部");
        for (JsonNode filter : filters) {
            if (filter.path("name").asText().equals("我的组任务")) {
                var found = supervisor.hal("filter/" + filter.path("id").asText() + "/list?maxResults=15");
                assertThat(found.path("count").asInt()).isEqualTo(1);
                assertThat(found.toString()).contains("list_caseNo").contains("WO-1");
            }
        }
        assertThat(new Browser("quality").getJson("task")).isEmpty();
    }

    @Test
    @DisplayName("E8: a stand-in finds what he is offered in the list of his groups, like those who are in them")
    void aStandInFindsWhatHeIsOffered() throws Exception {
        var task = start("WO-2");
        engine.getTaskService().addCandidateUser(task.getId(), "warehouse");

        assertThat(inTheListOfTheirGroups("warehouse")).isEqualTo(1);
        assertThat(inTheListOfTheirGroups("after-sales-supervisor")).isEqualTo(1);
        assertThat(inTheListOfTheirGroups("quality")).isZero();
    }

    private long inTheListOfTheirGroups(String user) {
        var filter = engine.getFilterService()
                .createTaskFilterQuery()
                .filterName("我的组任务")
                .singleResult();
        var groups = engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return engine.getFilterService().count(filter.getId());
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Test
    void anOverdueTaskIsInTheLateListOnly() throws Exception {
        var task = start("WO-2");
        task.setDueDate(new Date(System.currentTimeMillis() - 86_400_000L * 2));
        engine.getTaskService().saveTask(task);
        var supervisor = new Browser("after-sales-supervisor");

        for (JsonNode filter : supervisor.getJson("filter?resourceType=Task")) {
            var count = supervisor
                    .getJson("filter/" + filter.path("id").asText() + "/count")
                    .path("count")
                    .asInt();
            assertThat(count)
                    .as(filter.path("name").asText())
                    .isEqualTo(
                            List.of("已逾期", "全部", "我的组任务")
                                            .contains(filter.path("name").asText())
                                    ? 1
                                    : 0);
        }
    }

    @Test
    void whatSomebodyTypesReachesTheListenerAndNoTableOfTheEngine() throws Exception {
        var task = start("WO-3");
        var supervisor = new Browser("after-sales-supervisor");
        assertThat(supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor")))
                .isEqualTo(204);

        assertThat(supervisor.post("task/" + task.getId() + "/submit-form", variables("reply", TYPED)))
                .isEqualTo(204);

        assertThat(HEARD).hasValue(TYPED);
        assertThat(placesOf(TYPED.substring(0, 12))).isEmpty();
        assertThat(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .singleResult())
                .satisfies(done -> assertThat(done.getAssignee()).isEqualTo("after-sales-supervisor"));
        assertThat(engine.getHistoryService()
                        .createUserOperationLogQuery()
                        .taskId(task.getId())
                        .list())
                .extracting(entry -> entry.getOperationType())
                .contains("Claim", "Complete");
    }

    @Test
    void whatTheHouseRefusesIsToldInItsOwnWordsAndTheTaskStays() throws Exception {
        var task = start("WO-9");
        var supervisor = new Browser("after-sales-supervisor");
        supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor"));

        assertThat(supervisor.post("task/" + task.getId() + "/submit-form", variables("reply", REFUSED)))
                .isEqualTo(400);
        assertThat(supervisor.message()).isEqualTo("这条建议已经答复过，请刷新页面查看");

        assertThat(supervisor.post("task/" + task.getId() + "/submit-form", variables("reply", TYPED)))
                .isEqualTo(204);
        assertThat(HEARD).hasValue(TYPED);
    }

    @Test
    @DisplayName("G3: what is typed about an erased customer is refused before anybody hears it")
    void nothingIsTypedAboutAnErasedCustomer() throws Exception {
        willThrow(new Conflict("identity.task.notAssignee")).given(files).holdUnlessErased(new CaseNo("WO-GONE"));
        var task = start("WO-GONE");
        var supervisor = new Browser("after-sales-supervisor");
        supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor"));

        assertThat(supervisor.post("task/" + task.getId() + "/submit-form", variables("reply", TYPED)))
                .isEqualTo(400);

        assertThat(HEARD).hasValue(null);
        assertThat(placesOf(TYPED.substring(0, 12))).isEmpty();
    }

    @Test
    void aReplyBeginsWithADraftAndTheNameOfWhoeverWritesIt() throws Exception {
        given(briefs.replyDraftFor(any())).willReturn("感谢您的建议：【请填写】");
        given(staff.nameOf("after-sales-supervisor")).willReturn(Optional.of("陈静（售后主管）"));
        var task = start("WO-10");
        var supervisor = new Browser("after-sales-supervisor");
        supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor"));

        var shown = supervisor.getJson("task/" + task.getId() + "/form-variables");
        assertThat(shown.path("reply").path("value").asText()).isEqualTo("感谢您的建议：【请填写】");
        assertThat(shown.path("signedBy").path("value").asText()).isEqualTo("陈静（售后主管）");

        assertThat(supervisor.post("task/" + task.getId() + "/submit-form", variables("reply", "感谢您的建议：【请填写】")))
                .isEqualTo(400);
        assertThat(supervisor.message()).contains("给客户的答复");
        assertThat(HEARD).hasValue(null);
    }

    @Test
    void theSearchForTypedTextFindsItWhereTheEngineKeepsIt() throws Exception {
        var task = start("WO-4");
        engine.getFormService().submitTaskForm(task.getId(), Variables.putValue("reply", TYPED));

        // without the door in front, the variable is stored; the form property is not even then
        assertThat(placesOf(TYPED.substring(0, 12))).isNotEmpty().allMatch(place -> !place.contains("FormProperty"));
    }

    @Test
    void completeWithoutTheFormIsHeldToTheSameRules() throws Exception {
        var task = start("WO-5");
        var supervisor = new Browser("after-sales-supervisor");
        supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor"));

        assertThat(supervisor.post("task/" + task.getId() + "/complete", Map.of()))
                .isEqualTo(400);
        assertThat(supervisor.message()).contains("给客户的答复").contains("必须填写");
        assertThat(supervisor.post("task/" + task.getId() + "/complete", variables("reply", "长".repeat(2001))))
                .isEqualTo(400);
        assertThat(supervisor.message()).contains("2,000").contains("2,001");
        assertThat(supervisor.post("task/" + task.getId() + "/complete", variables("reply", "好", "x", "y")))
                .isEqualTo(400);
        assertThat(supervisor.message()).contains("没有名为 x 的字段");
        assertThat(supervisor.post("task/" + task.getId() + "/complete", variables("reply", 5)))
                .isEqualTo(400);
        assertThat(supervisor.message()).contains("应当是文字");
        assertThat(supervisor.post("task/" + task.getId() + "/complete", variables("reply", TYPED, "caseNo", "WO-X")))
                .isEqualTo(204);
        assertThat(HEARD).hasValue(TYPED);
        assertThat(placesOf(TYPED.substring(0, 12))).isEmpty();
        assertThat(placesOf("WO-X")).isEmpty();
    }

    @Test
    void onlyWhoClaimedATaskCompletesIt() throws Exception {
        var task = start("WO-6");
        engine.getIdentityService().createMembership("quality", "after-sales-supervisor");
        try {
            var colleague = new Browser("quality");
            var supervisor = new Browser("after-sales-supervisor");

            assertThat(colleague.post("task/" + task.getId() + "/submit-form", variables("reply", "好")))
                    .isEqualTo(403);
            assertThat(colleague.message()).contains("请先领取");
            assertThat(colleague.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor")))
                    .isEqualTo(403);
            supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor"));
            assertThat(colleague.post("task/" + task.getId() + "/submit-form", variables("reply", "好")))
                    .isEqualTo(403);
            assertThat(colleague.post("task/" + task.getId() + "/unclaim", Map.of()))
                    .isEqualTo(403);
            assertThat(supervisor.post("task/" + task.getId() + "/unclaim", Map.of()))
                    .isEqualTo(204);
            assertThat(colleague.post("task/" + task.getId() + "/claim", Map.of("userId", "quality")))
                    .isEqualTo(204);
            assertThat(supervisor.post("task/" + task.getId() + "/unclaim", Map.of()))
                    .isEqualTo(403);
            assertThat(colleague.post("task/" + task.getId() + "/submit-form", variables("reply", "好")))
                    .isEqualTo(204);
        } finally {
            engine.getIdentityService().deleteMembership("quality", "after-sales-supervisor");
        }
    }

    @Test
    void aTaskOfAnotherGroupDoesNotExist() throws Exception {
        var task = start("WO-7");
        var warehouse = new Browser("warehouse");

        assertThat(warehouse.post("task/" + task.getId() + "/submit-form", variables("reply", "好")))
                .isEqualTo(404);
        assertThat(warehouse.post("task/" + UUID.randomUUID() + "/submit-form", variables("reply", "好")))
                .isEqualTo(404);
        assertThat(warehouse.get("task/" + task.getId() + "/form-variables").statusCode())
                .isIn(403, 404);
    }

    @Test
    void theEngineItselfGuardsTasksWhateverWayTheyAreCompleted() {
        var task = start("WO-8");
        var identity = engine.getIdentityService();
        engine.getTaskService().setAssignee(task.getId(), "after-sales-supervisor");

        identity.setAuthentication("technical-lead", List.of("after-sales-supervisor"));
        assertThatThrownBy(() -> engine.getTaskService().complete(task.getId(), typed("reply", "好")))
                .hasMessageContaining("只有领取人");
        identity.setAuthentication("after-sales-supervisor", List.of("after-sales-supervisor"));
        assertThatThrownBy(() -> engine.getTaskService().complete(task.getId())).hasMessageContaining("必须填写");
        assertThatThrownBy(() -> engine.getTaskService()
                        .complete(
                                task.getId(),
                                typed("reply", "好").putValueTyped("other", Variables.stringValue("x", true))))
                .hasMessageContaining("other");
        assertThatCode(() -> engine.getTaskService().complete(task.getId(), typed("reply", "好")))
                .doesNotThrowAnyException();
    }

    @Test
    void workOfTheEngineItselfPassesTheGuard() {
        var task = start("WO-9");

        assertThatCode(() -> engine.getTaskService().complete(task.getId())).doesNotThrowAnyException();
    }

    @Test
    void formsShowWhatOurTablesKnowAndTheEngineNeverStoresIt() throws Exception {
        var task = start("WO-10/甲");
        task.setDueDate(
                Date.from(OffsetDateTime.parse("2026-05-13T18:00:00+08:00").toInstant()));
        engine.getTaskService().saveTask(task);
        given(briefs.of(new CaseNo("WO-10/甲")))
                .willReturn(Optional.of(new DutyBrief(
                        new CaseNo("WO-10/甲"),
                        "空调 KFR-35GW",
                        "总体满意度 3/5",
                        "${1+1} {{x}} <b>等了三天</b>",
                        "响应慢",
                        Instant.parse("2026-05-20T10:00:00Z"))));

        var variables = new Browser("after-sales-supervisor")
                .getJson("task/" + task.getId() + "/form-variables?deserializeValues=false");

        assertThat(variables.path("customerWords").path("value").asText()).isEqualTo("${1+1} {{x}} <b>等了三天</b>");
        assertThat(variables.path("customerWords").path("type").asText()).isEqualTo("String");
        assertThat(variables.path("dueAt").path("value").asText()).isEqualTo("2026-05-13 18:00");
        assertThat(variables.path("caseLink").path("value").asText()).isEqualTo("/cases/WO-10%2F%E7%94%B2");
        assertThat(placesOf("等了三天")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobodyMayDoWhatIsNotForAnybody(Role role) throws Exception {
        var task = start("WO-11");
        var somebody = new Browser(role.operates() ? "admin" : role.group());

        assertThat(somebody.post("task/create", Map.of("name", "x"))).isEqualTo(403);
        assertThat(somebody.post("filter/create", Map.of("name", "x", "resourceType", "Task")))
                .isEqualTo(403);
        assertThat(somebody.post("task", Map.of("orQueries", List.of(Map.of("assigneeExpression", "${1}")))))
                .isEqualTo(403);
        assertThat(somebody.post("task/" + task.getId() + "/comment/create", Map.of("message", "x")))
                .isEqualTo(403);
        assertThat(somebody.get("history/process-instance").statusCode()).isEqualTo(400);
        assertThat(somebody.get("history/process-instance?maxResults=50").statusCode())
                .isEqualTo(200);
        assertThat(somebody.get("history/process-instance/count").statusCode()).isEqualTo(200);
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() throws Exception {
        var task = start("WO-12");
        var auditor = new Browser("auditor");

        assertThat(auditor.getJson("process-instance?businessKey=WO-12")).hasSize(1);
        assertThat(auditor.post("process-instance?maxResults=10", Map.of("businessKey", "WO-12")))
                .isEqualTo(200);
        assertThat(auditor.post("task/" + task.getId() + "/claim", Map.of("userId", "auditor")))
                .isEqualTo(403);
        assertThat(auditor.put("user/auditor/profile", Map.of("id", "auditor", "firstName", "x")))
                .isEqualTo(403);
        assertThat(auditor.delete("user/auditor")).isEqualTo(403);
        assertThat(auditor.delete("process-instance/" + task.getProcessInstanceId()))
                .isEqualTo(403);
    }

    @Test
    void somebodyWhoIsRemovedOrMovedIsOut() throws Exception {
        var identity = engine.getIdentityService();
        var user = identity.newUser("leaver");
        user.setPassword("demo");
        identity.saveUser(user);
        identity.createMembership("leaver", "warehouse");
        var leaver = new Browser("leaver");
        assertThat(leaver.get("task").statusCode()).isEqualTo(200);

        identity.deleteUser("leaver");

        assertThat(leaver.withoutPassword().get("task").statusCode()).isEqualTo(401);
    }

    @Test
    void aRequestWithoutTheTokenOfTheWebApplicationIsRefused() throws Exception {
        var task = start("WO-13");
        var supervisor = new Browser("after-sales-supervisor").withoutToken();

        assertThat(supervisor.post("task/" + task.getId() + "/claim", Map.of("userId", "after-sales-supervisor")))
                .isEqualTo(403);
    }

    private Task start(String caseNo) {
        var instance = engine.getRuntimeService().startProcessInstanceByKey("reply", caseNo);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    private Void start() {
        setUp.setUp();
        return null;
    }

    private Map<String, Long> counts() {
        var identity = engine.getIdentityService();
        Map<String, Long> counts = new HashMap<>();
        counts.put("groups", identity.createGroupQuery().count());
        counts.put("users", identity.createUserQuery().count());
        counts.put("filters", engine.getFilterService().createFilterQuery().count());
        counts.put(
                "rights",
                engine.getAuthorizationService().createAuthorizationQuery().count());
        return counts;
    }

    private static org.camunda.bpm.engine.variable.VariableMap typed(String name, String value) {
        return Variables.createVariables().putValueTyped(name, Variables.stringValue(value, true));
    }

    private static Map<String, Object> variables(Object... namesAndValues) {
        Map<String, Object> variables = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            variables.put((String) namesAndValues[at], Map.of("value", namesAndValues[at + 1]));
        }
        return Map.of("variables", variables);
    }

    /** Every column of every table of the engine that holds the text, as characters or as bytes. */
    private List<String> placesOf(String text) throws SQLException {
        List<String> places = new ArrayList<>();
        try (var connection = database.getConnection()) {
            var columns = connection.getMetaData().getColumns(null, "PUBLIC", "ACT\\_%", "%");
            while (columns.next()) {
                var table = columns.getString("TABLE_NAME");
                var column = columns.getString("COLUMN_NAME");
                if (holds(connection, table, column, text)) {
                    places.add(table + "." + column);
                }
            }
        }
        return places;
    }

    private static boolean holds(Connection connection, String table, String column, String text) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("select " + column + " from " + table)) {
            while (rows.next()) {
                var value = rows.getObject(1);
                var shown = value instanceof byte[] || value instanceof java.sql.Blob
                        ? new String(rows.getBytes(1), StandardCharsets.UTF_8)
                        : String.valueOf(rows.getString(1));
                if (shown.contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Tells what the form said, as the listener of a diagram would. */
    public static class Hears implements TaskListener {

        @Override
        public void notify(DelegateTask task) {
            if (REFUSED.equals(task.getVariable("reply"))) {
                DutyBeans.forms().take(() -> {
                    throw new Conflict("closure.reply.exists");
                });
            }
            HEARD.set((String) task.getVariable("reply"));
        }
    }

    /** A logged-in web application: a session, and the token that goes with every change. */
    private final class Browser {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private String login;
        private boolean sendsToken = true;
        private String answer = "";

        private Browser(String user) throws Exception {
            login = "Basic " + Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
            get("task/count");
        }

        private Browser withoutPassword() {
            login = "";
            return this;
        }

        private Browser withoutToken() {
            sendsToken = false;
            return this;
        }

        private HttpResponse<String> get(String path) throws Exception {
            return send("GET", path, "application/json", HttpRequest.BodyPublishers.noBody());
        }

        private JsonNode getJson(String path) throws Exception {
            var response = get(path);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return json.readTree(response.body());
        }

        private JsonNode hal(String path) throws Exception {
            return json.readTree(send("GET", path, "application/hal+json", HttpRequest.BodyPublishers.noBody())
                    .body());
        }

        private int post(String path, Object body) throws Exception {
            return send("POST", path, "application/json", bodyOf(body)).statusCode();
        }

        private int put(String path, Object body) throws Exception {
            return send("PUT", path, "application/json", bodyOf(body)).statusCode();
        }

        private int delete(String path) throws Exception {
            return send("DELETE", path, "application/json", HttpRequest.BodyPublishers.noBody())
                    .statusCode();
        }

        private HttpRequest.BodyPublisher bodyOf(Object body) throws Exception {
            return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        }

        private String message() throws Exception {
            return json.readTree(answer).path("message").asText();
        }

        private HttpResponse<String> send(String method, String path, String accept, HttpRequest.BodyPublisher body)
                throws Exception {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/camunda/api/engine/engine/default/" + path))
                    .header("Accept", accept)
                    .header("Accept-Language", "zh-CN")
                    .header("Content-Type", "application/json")
                    .method(method, body);
            if (!login.isEmpty()) {
                request.header("Authorization", login);
            }
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> sendsToken && cookie.getName().equals("XSRF-TOKEN"))
                    .forEach(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer = response.body();
            return response;
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties(IdentitySettings.class)
    @ComponentScan(
            basePackageClasses = SetUp.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test.*"))
    @Import({Inserts.class, TypedForms.class})
    static class House {

        @Bean
        SecurityFilterChain security(HttpSecurity http, EnginePasswords passwords) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/error")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .authenticationProvider(passwords)
                    .httpBasic(Customizer.withDefaults())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(
                            org.springframework.security.config.http.SessionCreationPolicy.ALWAYS))
                    .securityContext(context -> context.securityContextRepository(
                            new org.springframework.security.web.context.HttpSessionSecurityContextRepository()))
                    .csrf(csrf -> csrf.disable())
                    .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                    .build();
        }
    }
}
