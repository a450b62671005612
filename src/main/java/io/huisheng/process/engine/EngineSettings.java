package io.huisheng.process.engine;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine runs.
 *
 * @param modelLocations folders of diagrams, tables and forms, as Spring resource locations; a later one replaces files of the
 *     same name, for example {@code file:./models/}
 * @param background whether jobs and signals are worked off in the background; off where a test moves them by hand
 * @param longestPause the longest pause before a signal is told again
 * @param clockTolerance how far the clock of this node may be from the clock of the database
 */
@ConfigurationProperties("huisheng.process")
record EngineSettings(
        @DefaultValue({"classpath*:bpmn/", "classpath*:forms/"})
        List<String> modelLocations,

        @DefaultValue("true") boolean background,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("5s") Duration clockTolerance) {}
