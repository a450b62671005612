package io.huisheng.process.identity;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** The rights people get by themselves: on their own account, and on the tasks they took. */
final class OwnRights extends DefaultAuthorizationProvider {

    /** The engine would let everybody delete his own account. */
    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(
                    user.getId(), null, Resources.USER, user.getId(), Permissions.READ, Permissions.UPDATE)
        };
    }

    /** For the engine, giving a task back is an assignment; without the right to it, a task once taken is taken for good. */
    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        var rights = super.newTaskAssignee(task, oldAssignee, newAssignee);
        if (rights != null) {
            for (AuthorizationEntity right : rights) {
                if (right.getResourceType() == Resources.TASK.resourceType()) {
                    right.addPermission(Permissions.TASK_ASSIGN);
                }
            }
        }
        return rights;
    }

    /** The engine takes the offer away and leaves the right that came with it: who no longer stands in would go on seeing the task (G4). */
    @Override
    public AuthorizationEntity @Nullable [] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        var right = userId.equals(task.getAssignee())
                ? null
                : getGrantAuthorizationByUserId(userId, Resources.TASK, task.getId());
        return right == null ? null : new AuthorizationEntity[] {right};
    }
}
