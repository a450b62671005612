package io.huisheng.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys diagrams, decision tables and forms under names that are the same for every way of starting, so that only a real
 * change makes a new version; all of them together, because they belong together.
 */
@Component
class Deployment implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final String NAME = "huisheng";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;
    private final EngineSettings settings;

    Deployment(RepositoryService repository, ResourcePatternResolver resources, EngineSettings settings) {
        this.repository = repository;
        this.resources = resources;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var deployment =
                repository.createDeployment().name(NAME).source("application").enableDuplicateFiltering(false);
        try {
            for (var model : models().entrySet()) {
                try (var content = model.getValue().getInputStream()) {
                    deployment.addInputStream(model.getKey(), content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A diagram, table or form cannot be read", e);
        }
        var deployed = deployment.deployWithResult();
        LOG.atInfo()
                .addKeyValue("deploymentId", deployed.getId())
                .addKeyValue("deployedAt", deployed.getDeploymentTime())
                .log("Diagrams, tables and forms are in force");
    }

    private Map<String, Resource> models() throws IOException {
        var found = new TreeMap<String, Resource>(Comparator.naturalOrder());
        for (String location : settings.modelLocations()) {
            for (String suffix : new String[] {"bpmn", "dmn", "form"}) {
                for (Resource resource : resources.getResources(location + "*." + suffix)) {
                    found.put((suffix.equals("form") ? "forms/" : "bpmn/") + resource.getFilename(), resource);
                }
            }
        }
        return found;
    }
}
