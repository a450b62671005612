package io.huisheng.shared;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock that every room asks; the demo puts a movable one in front of it. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    Clock systemClock() {
        return Clock.system(BusinessTime.ZONE);
    }
}
