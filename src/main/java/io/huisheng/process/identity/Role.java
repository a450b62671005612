package io.huisheng.process.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The roles of the house; each is a group of the engine, and its title is what people call it. */
enum Role {
    CUSTOMER_SERVICE("customer-service", "客服专员", Duty.WORKS),
    CUSTOMER_SERVICE_LEAD("customer-service-lead", "客服组长", Duty.WORKS),
    AFTER_SALES_SUPERVISOR("after-sales-supervisor", "售后主管", Duty.WORKS),
    TECHNICAL_LEAD("technical-lead", "技术主管", Duty.WORKS),
    WAREHOUSE("warehouse", "仓储专员", Duty.WORKS),
    QUALITY("quality", "质量专员", Duty.WORKS),
    OPERATIONS_MANAGER("operations-manager", "运营经理", Duty.WORKS),
    MANAGEMENT("management", "管理层", Duty.WORKS),
    ACCOUNT_MANAGER("account-manager", "客户经理", Duty.WORKS),
    PROCESS_OWNER("process-owner", "流程负责人", Duty.WORKS, Duty.READS_EVERYTHING),
    AUDITOR("auditor", "审计员", Duty.READS_EVERYTHING),
    ADMINISTRATOR("camunda-admin", "系统管理员", Duty.OPERATES, Duty.READS_EVERYTHING);

    /** What a role does with the engine. */
    enum Duty {
        /** Takes tasks in Tasklist. */
        WORKS,
        /** Reads every instance and its history in Cockpit. */
        READS_EVERYTHING,
        /** Keeps users and repairs what broke. */
        OPERATES
    }

    private final String group;
    private final String title;
    private final Set<Duty> duties;

    Role(String group, String title, Duty... duties) {
        this.group = group;
        this.title = title;
        this.duties = Set.of(duties);
    }

    String group() {
        return group;
    }

    String title() {
        return title;
    }

    boolean works() {
        return duties.contains(Duty.WORKS);
    }

    boolean readsEverything() {
        return duties.contains(Duty.READS_EVERYTHING);
    }

    boolean operates() {
        return duties.contains(Duty.OPERATES);
    }

    static Optional<Role> ofGroup(String group) {
        return Arrays.stream(values()).filter(role -> role.group.equals(group)).findFirst();
    }
}
