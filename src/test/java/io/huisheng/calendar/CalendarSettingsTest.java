package io.huisheng.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.testing.TestClock;
import java.time.Clock;
import java.time.LocalTime;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("Settings of the calendar")
class CalendarSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withBean(Clock.class, () -> new TestClock("2026-05-06T10:00:00+08:00"))
            .withBean(StatutoryCalendar.class)
            .withBean(CalendarGaps.class)
            .withBean(WorkingTime.class)
            .withUserConfiguration(Settings.class);

    @Test
    void haveTheUsualOfficeHours() {
        application.run(context -> {
            assertThat(context.getBean(CalendarSettings.class))
                    .isEqualTo(new CalendarSettings(
                            LocalTime.of(9, 0), LocalTime.of(20, 0), LocalTime.of(18, 0), Month.NOVEMBER, null));
            assertThat(context).hasSingleBean(WorkingTime.class);
        });
    }

    @Test
    void areChangedWithoutABuild() {
        application
                .withPropertyValues(
                        "huisheng.calendar.close-of-business=17:30", "huisheng.calendar.contact-until=21:00")
                .run(context -> assertThat(
                                context.getBean(CalendarSettings.class).closeOfBusiness())
                        .isEqualTo("17:30"));
    }

    @Test
    void refuseContactHoursThatEndBeforeTheyBegin() {
        application
                .withPropertyValues("huisheng.calendar.contact-from=20:00", "huisheng.calendar.contact-until=09:00")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("contact-from must be earlier"));
    }

    @EnableConfigurationProperties(CalendarSettings.class)
    static class Settings {}
}
