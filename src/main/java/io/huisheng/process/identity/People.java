package io.huisheng.process.identity;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** The groups of the house and the users in them; creates what is missing and leaves alone what is there. */
@Component
class People {

    private final IdentityService identity;

    People(IdentityService identity) {
        this.identity = identity;
    }

    void group(Role role) {
        if (identity.createGroupQuery().groupId(role.group()).count() == 0) {
            var group = identity.newGroup(role.group());
            group.setName(role.title());
            group.setType(role.operates() ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    /** The whole name goes into the first name: Tasklist puts a blank between first and last. */
    void user(String id, String name, String password, Role role) {
        if (identity.createUserQuery().userId(id).count() == 0) {
            var user = identity.newUser(id);
            user.setFirstName(name);
            user.setLastName("");
            user.setPassword(password);
            identity.saveUser(user);
        }
        if (identity.createUserQuery().userId(id).memberOfGroup(role.group()).count() == 0) {
            identity.createMembership(id, role.group());
        }
    }

    boolean hasAdministrator() {
        return identity.createUserQuery()
                        .memberOfGroup(Role.ADMINISTRATOR.group())
                        .count()
                > 0;
    }
}
