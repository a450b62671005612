package io.huisheng;

import io.huisheng.shared.BusinessTime;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Huisheng; without further settings as a demo on the loopback address. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class HuishengApplication {

    static {
        // The engine stores moments without a zone (camunda-facts: JVM default), so every way of starting must agree on
        // one.
        TimeZone.setDefault(TimeZone.getTimeZone(BusinessTime.ZONE));
    }

    /** Starts the application; the arguments are Spring Boot's. */
    public static void main(String[] args) {
        SpringApplication.run(HuishengApplication.class, args);
    }
}
