package io.huisheng.survey;

import java.util.Optional;

/** The questionnaires in force, as process owners deployed them; answered by the room that knows the engine. */
public interface DeployedForms {

    /** The newest version of a form, or nothing where no such form is deployed. */
    Optional<DeployedForm> newest(String key);

    /** One version of a form. */
    Optional<DeployedForm> version(String key, int version);

    /** A Camunda Form as its author deployed it. */
    record DeployedForm(String key, int version, String json) {}
}
