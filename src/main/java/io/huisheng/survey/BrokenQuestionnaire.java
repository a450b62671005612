package io.huisheng.survey;

/** A questionnaire cannot be asked as its author deployed it; the message names the form, the component and the mending. */
class BrokenQuestionnaire extends RuntimeException {

    BrokenQuestionnaire(String form, int version, String component, String problem) {
        super("%s.form version %d, %s: %s".formatted(form, version, component, problem));
    }
}
