package io.huisheng.customer;

import java.util.List;

/** What a test hands to {@code Room.on} to have the real customers in its room. */
public final class CustomerRoom {

    private CustomerRoom() {}

    /** The services of the room and its default settings. */
    public static Object[] components() {
        return new Object[] {
            Customers.class,
            CustomerRecords.class,
            QuietPeriods.class,
            new CustomerSettings("CN", "zh-CN", List.of("CHURN_RISK", "流失风险"))
        };
    }
}
