package io.huisheng.process.identity;

import io.huisheng.process.duty.TakeDueSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The lists everybody finds in Tasklist; the first one opens by itself. */
@Component
class TaskFilters {

    private static final String CALM = "#2f6f73";
    private static final String SOON = "#b7791f";
    private static final String LATE = "#c0392b";
    private static final String QUIET = "#6b7280";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TaskFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    void setUp() {
        filter("我的任务", 10, CALM, "由我领取、等我完成", tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        filter(
                "我的组任务",
                20,
                CALM,
                "我所在的组或我代理的组可以领取",
                // includes the groups of the user: what is offered to him as a stand-in (E8) names him alone
                tasks.createTaskQuery()
                        .taskCandidateUserExpression("${currentUser()}")
                        .taskUnassigned());
        filter(
                "今天到期",
                30,
                SOON,
                "今天之内必须完成",
                tasks.createTaskQuery()
                        .dueAfterExpression("${dateTime().withTimeAtStartOfDay()}")
                        .dueBeforeExpression("${dateTime().withTimeAtStartOfDay().plusDays(1)}"));
        filter("已逾期", 40, LATE, "已经超过期限", tasks.createTaskQuery().dueBeforeExpression("${now()}"));
        filter("全部", 50, QUIET, "我可以看到的全部任务", tasks.createTaskQuery());
    }

    private void filter(String name, int priority, String colour, String description, TaskQuery query) {
        var found = filters.createTaskFilterQuery().filterName(name).list();
        var filter = found.isEmpty() ? filters.newTaskFilter(name) : found.get(0);
        // late tasks first, whatever the list: what has no limit comes last
        filter.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("priority", priority);
        properties.put("color", colour);
        properties.put("description", description);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put(
                "variables",
                List.of(
                        Map.of("name", ShownInTaskList.CASE_NO, "label", "案例号"),
                        Map.of("name", TakeDueSteps.STATE_IN_LISTS, "label", "期限")));
        filter.setProperties(properties);
        filters.saveFilter(filter);
        shareWithAll(filter.getId());
    }

    private void shareWithAll(String filterId) {
        var shared = authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                        .resourceType(Resources.FILTER)
                        .resourceId(filterId)
                        .count()
                > 0;
        if (!shared) {
            var everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            everybody.setResource(Resources.FILTER);
            everybody.setResourceId(filterId);
            everybody.addPermission(Permissions.READ);
            authorizations.saveAuthorization(everybody);
        }
    }
}
