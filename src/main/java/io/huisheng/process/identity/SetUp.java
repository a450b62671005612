package io.huisheng.process.identity;

import io.huisheng.shared.Inserts;
import java.util.Arrays;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets up groups, rights, task lists and the first users at every start. Any number of nodes may start at once: the engine has no lock
 * for any of this, so they queue at a row of ours.
 */
@Component
class SetUp {

    private static final Logger log = LoggerFactory.getLogger(SetUp.class);
    private static final String STEP = "identity";

    private final IdentityService identity;
    private final People people;
    private final GroupRights rights;
    private final TaskFilters filters;
    private final ObjectProvider<DemoUsers> demoUsers;
    private final IdentitySettings settings;
    private final Inserts inserts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SetUp(
            IdentityService identity,
            People people,
            GroupRights rights,
            TaskFilters filters,
            ObjectProvider<DemoUsers> demoUsers,
            IdentitySettings settings,
            Inserts inserts,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.identity = identity;
        this.people = people;
        this.rights = rights;
        this.filters = filters;
        this.demoUsers = demoUsers;
        this.settings = settings;
        this.inserts = inserts;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    void setUp() {
        identity.clearAuthentication(); // without a user, the engine asks for no rights
        transaction.executeWithoutResult(status -> {
            waitForOtherNodes();
            Arrays.stream(Role.values()).forEach(people::group);
            rights.setUp();
            filters.setUp();
            demoUsers.ifAvailable(DemoUsers::setUp);
            createFirstAdministrator();
        });
    }

    private void waitForOtherNodes() {
        inserts.ifAbsent("set_up_step", Map.of("name", STEP));
        jdbc.sql("select name from set_up_step where name = ? for update")
                .param(STEP)
                .query(String.class)
                .single();
    }

    private void createFirstAdministrator() {
        var admin = settings.firstAdmin();
        if (admin != null && admin.id() != null && admin.password() != null && !people.hasAdministrator()) {
            people.user(admin.id(), Role.ADMINISTRATOR.title(), admin.password(), Role.ADMINISTRATOR);
            log.atInfo().addKeyValue("user", admin.id()).log("First administrator created");
        }
    }
}
