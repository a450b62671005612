package io.huisheng.shared;

import java.time.ZoneId;

/** The one time zone in which the business counts its days, whatever the zone of a server. */
public final class BusinessTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BusinessTime() {}
}
