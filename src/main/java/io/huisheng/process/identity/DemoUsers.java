package io.huisheng.process.identity;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One user for every role, named like its group, all with the same password: only where everybody may be anybody. */
@Component
@Profile("demo")
class DemoUsers {

    static final String PASSWORD = "demo";

    private static final Map<Role, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(Role.CUSTOMER_SERVICE, "周敏"),
            Map.entry(Role.CUSTOMER_SERVICE_LEAD, "李倩"),
            Map.entry(Role.AFTER_SALES_SUPERVISOR, "陈静"),
            Map.entry(Role.TECHNICAL_LEAD, "刘工"),
            Map.entry(Role.WAREHOUSE, "孙浩"),
            Map.entry(Role.QUALITY, "何琳"),
            Map.entry(Role.OPERATIONS_MANAGER, "赵峰"),
            Map.entry(Role.MANAGEMENT, "郑远"),
            Map.entry(Role.ACCOUNT_MANAGER, "吴婷"),
            Map.entry(Role.PROCESS_OWNER, "冯晨"),
            Map.entry(Role.AUDITOR, "许宁"),
            Map.entry(Role.ADMINISTRATOR, "高远")));

    private final People people;

    DemoUsers(People people) {
        this.people = people;
    }

    void setUp() {
        Arrays.stream(Role.values())
                .filter(role -> !role.operates())
                .forEach(role -> people.user(role.group(), nameOf(role), PASSWORD, role));
        people.user("admin", nameOf(Role.ADMINISTRATOR), PASSWORD, Role.ADMINISTRATOR);
    }

    /** A person and what he does, as he would sign a letter to a customer. */
    private static String nameOf(Role role) {
        return NAMES.get(role) + "（" + role.title() + "）";
    }
}
