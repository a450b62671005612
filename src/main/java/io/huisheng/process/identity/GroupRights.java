package io.huisheng.process.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.springframework.stereotype.Component;

/**
 * The rights of each group, and the only truth about them: what is not written here is taken away at the next start. Nobody may deploy, run
 * batches or store filters. Rights on single tasks are the engine's own and come and go with the task.
 */
@Component
class GroupRights {

    private final AuthorizationService authorizations;

    GroupRights(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    void setUp() {
        for (Role role : Role.values()) {
            grantExactly(role.group(), rightsOf(role));
        }
    }

    static Map<Scope, List<Permission>> rightsOf(Role role) {
        Map<Scope, List<Permission>> rights = new LinkedHashMap<>();
        rights.put(all(Resources.USER), List.of(Permissions.READ)); // names instead of ids
        rights.put(all(Resources.GROUP), List.of(Permissions.READ));
        if (role.works()) {
            rights.put(app("tasklist"), List.of(Permissions.ACCESS));
            rights.put(all(Resources.PROCESS_DEFINITION), List.of(ProcessDefinitionPermissions.READ));
        }
        if (role.readsEverything()) {
            rights.put(app("cockpit"), List.of(Permissions.ACCESS));
            rights.put(
                    all(Resources.PROCESS_DEFINITION),
                    List.of(
                            ProcessDefinitionPermissions.READ,
                            ProcessDefinitionPermissions.READ_INSTANCE,
                            ProcessDefinitionPermissions.READ_TASK,
                            ProcessDefinitionPermissions.READ_HISTORY));
            rights.put(all(Resources.DECISION_DEFINITION), List.of(Permissions.READ, Permissions.READ_HISTORY));
            rights.put(all(Resources.DECISION_REQUIREMENTS_DEFINITION), List.of(Permissions.READ));
            rights.put(all(Resources.DEPLOYMENT), List.of(Permissions.READ));
            // READ_TASK shows every task; the counts of Cockpit's page ask for this one
            rights.put(all(Resources.TASK), List.of(Permissions.READ));
            rights.put(all(Resources.OPERATION_LOG_CATEGORY), List.of(UserOperationLogCategoryPermissions.READ));
            rights.put(all(Resources.BATCH), List.of(BatchPermissions.READ, BatchPermissions.READ_HISTORY));
        }
        if (role.operates()) {
            rights.put(app("tasklist"), List.of(Permissions.ACCESS));
            rights.put(app("admin"), List.of(Permissions.ACCESS));
            rights.put(
                    all(Resources.PROCESS_DEFINITION),
                    List.of(
                            ProcessDefinitionPermissions.READ,
                            ProcessDefinitionPermissions.READ_INSTANCE,
                            ProcessDefinitionPermissions.READ_TASK,
                            ProcessDefinitionPermissions.READ_HISTORY,
                            ProcessDefinitionPermissions.RETRY_JOB,
                            ProcessDefinitionPermissions.SUSPEND_INSTANCE,
                            ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE));
            rights.put(
                    all(Resources.USER),
                    List.of(Permissions.READ, Permissions.CREATE, Permissions.UPDATE, Permissions.DELETE));
            rights.put(all(Resources.GROUP_MEMBERSHIP), List.of(Permissions.CREATE, Permissions.DELETE));
            rights.put(all(Resources.AUTHORIZATION), List.of(Permissions.READ));
            rights.put(all(Resources.SYSTEM), List.of(SystemPermissions.READ));
        }
        return rights;
    }

    private void grantExactly(String group, Map<Scope, List<Permission>> rights) {
        var granted = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .list();
        for (Authorization old : granted) {
            var scope = new Scope(old.getResourceType(), old.getResourceId());
            if (scope.isGeneral() && !rights.containsKey(scope)) {
                authorizations.deleteAuthorization(old.getId());
            }
        }
        rights.forEach((scope, permissions) -> grant(
                granted.stream()
                        .filter(old -> scope.equals(new Scope(old.getResourceType(), old.getResourceId())))
                        .findFirst()
                        .orElseGet(() -> {
                            var fresh = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                            fresh.setGroupId(group);
                            fresh.setResourceType(scope.resourceType());
                            fresh.setResourceId(scope.resourceId());
                            return fresh;
                        }),
                permissions));
    }

    private void grant(Authorization authorization, List<Permission> permissions) {
        authorization.setPermissions(new Permission[0]);
        permissions.forEach(authorization::addPermission);
        authorizations.saveAuthorization(authorization);
    }

    private static Scope all(Resource resource) {
        return new Scope(resource.resourceType(), Authorization.ANY);
    }

    private static Scope app(String name) {
        return new Scope(Resources.APPLICATION.resourceType(), name);
    }

    /** What a right is about. */
    record Scope(int resourceType, String resourceId) {

        boolean isGeneral() {
            return resourceId.equals(Authorization.ANY) || resourceType == Resources.APPLICATION.resourceType();
        }
    }
}
