package io.huisheng.calendar;

import jakarta.validation.constraints.AssertTrue;
import java.time.LocalTime;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When people may be contacted, when a working day ends, and where schedules of further years are found; times of day are
 * those of the business time zone. In YAML they need quotes: without them {@code 20:00} is the number 1200.
 */
@Validated
@ConfigurationProperties("huisheng.calendar")
record CalendarSettings(
        @DefaultValue("09:00") LocalTime contactFrom,
        @DefaultValue("20:00") LocalTime contactUntil,
        @DefaultValue("18:00") LocalTime closeOfBusiness,
        @DefaultValue("NOVEMBER") Month nextYearExpectedFrom,
        @Nullable String file) {

    @AssertTrue(message = "contact-from must be earlier than contact-until")
    boolean isContactFromBeforeUntil() {
        return contactFrom.isBefore(contactUntil);
    }
}
