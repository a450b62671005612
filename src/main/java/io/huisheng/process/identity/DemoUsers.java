package io.huisheng.process.identity;

import java.util.Arrays;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One user for every role, named like its group, all with the same password: only where everybody may be anybody. */
@Component
@Profile("demo")
class DemoUsers {

    static final String PASSWORD = "demo";

    private final People people;

    DemoUsers(People people) {
        this.people = people;
    }

    void setUp() {
        Arrays.stream(Role.values())
                .filter(role -> !role.operates())
                .forEach(role -> people.user(role.group(), role.title(), PASSWORD, role));
        people.user("admin", Role.ADMINISTRATOR.title(), PASSWORD, Role.ADMINISTRATOR);
    }
}
