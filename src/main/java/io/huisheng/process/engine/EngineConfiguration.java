package io.huisheng.process.engine;

import java.time.Clock;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** How the engine differs from its defaults beyond what {@code application.yaml} can say. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    ProcessEnginePlugin restrictedExpressions(ListableBeanFactory factory) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                var beans = new ModelBeans(factory);
                configuration.setBeans(beans);
                // EngineStart lets it begin
                configuration.setJobExecutorActivate(false);
                configuration.setExpressionManager(new RestrictedExpressions(beans));
            }
        };
    }

    @Bean
    ProcessEnginePlugin businessClock(Clock clock) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                align(clock);
            }
        };
    }

    /** The engine has a clock of its own for the whole JVM; a difference of the business clock is carried over to it. */
    static void align(Clock clock) {
        ClockUtil.reset();
        long difference = clock.millis() - System.currentTimeMillis();
        // below that it is only the time between the two readings
        if (Math.abs(difference) > 1000) {
            ClockUtil.offset(difference);
        }
    }
}
