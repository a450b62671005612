package io.huisheng.process.engine;

import java.util.Set;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitializationDetector;

/** Makes the engine wait for Flyway, which creates its tables; without it a bean that asks for the engine early ends the start. */
public class EngineWaitsForMigrations implements DependsOnDatabaseInitializationDetector {

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        var names = new java.util.HashSet<String>();
        for (String name : beans.getBeanNamesForType(ProcessEngineFactoryBean.class, true, false)) {
            names.add(name.replaceFirst("^&", ""));
        }
        return names;
    }
}
