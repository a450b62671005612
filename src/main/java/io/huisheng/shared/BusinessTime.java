package io.huisheng.shared;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The one time zone in which the business counts its days, whatever the zone of a server. */
public final class BusinessTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

    private BusinessTime() {}

    /** The moment to the minute, as it stands on timelines and in tasks. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }
}
