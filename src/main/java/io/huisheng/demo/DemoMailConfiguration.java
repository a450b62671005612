package io.huisheng.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends what leaves the house to the mail server inside the process, whatever {@code spring.mail.*} says. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoMailConfiguration {

    @Bean
    JavaMailSenderImpl demoMailSender(DemoMailServer server) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        sender.setDefaultEncoding("UTF-8");
        return sender;
    }
}
