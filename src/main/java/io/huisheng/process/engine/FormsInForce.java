package io.huisheng.process.engine;

import io.huisheng.survey.DeployedForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questionnaires that process owners have deployed; the engine offers no query for forms, so its table is asked. */
@Component
class FormsInForce implements DeployedForms {

    private static final String FORMS =
            "select KEY_ as form_key, VERSION_ as version, DEPLOYMENT_ID_ as deployment_id, RESOURCE_NAME_ as resource_name"
                    + " from ACT_RE_CAMFORMDEF where KEY_ = ?";

    private final JdbcClient jdbc;
    private final RepositoryService repository;

    FormsInForce(JdbcClient jdbc, @Lazy RepositoryService repository) {
        this.jdbc = jdbc;
        this.repository = repository;
    }

    @Override
    public Optional<DeployedForm> newest(String key) {
        return jdbc.sql(FORMS + " order by VERSION_ desc limit 1")
                .param(key)
                .query(Row.class)
                .optional()
                .map(this::read);
    }

    @Override
    public Optional<DeployedForm> version(String key, int version) {
        return jdbc.sql(FORMS + " and VERSION_ = ?")
                .params(key, version)
                .query(Row.class)
                .optional()
                .map(this::read);
    }

    private DeployedForm read(Row row) {
        try (var content = repository.getResourceAsStream(row.deploymentId(), row.resourceName())) {
            return new DeployedForm(
                    row.formKey(), row.version(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Row(String formKey, int version, String deploymentId, String resourceName) {}
}
