package io.huisheng.survey;

import io.huisheng.invitation.QuestionCount;
import io.huisheng.survey.DeployedForms.DeployedForm;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** The questionnaires that can be asked: of each the newest version that its author got right. */
@Component("questionnaires")
class Questionnaires implements HealthIndicator, QuestionCount {

    private static final Logger log = LoggerFactory.getLogger(Questionnaires.class);

    private final DeployedForms forms;
    private final SurveySettings settings;
    /** A deployed version never changes, so each is read once. */
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    Questionnaires(DeployedForms forms, SurveySettings settings) {
        this.forms = forms;
        this.settings = settings;
    }

    /** The newest version of a questionnaire that can be asked; a version that its author broke is passed over. */
    Optional<Questionnaire> inForce(String key) {
        for (var form = forms.newest(key); form.isPresent(); form = before(form.get())) {
            var asked = readingOf(form.get()).questionnaire();
            if (asked != null) {
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }

    @Override
    public OptionalInt of(@Nullable String questionnaire) {
        return inForce(questionnaire == null ? settings.questionnaire() : questionnaire)
                .map(asked -> OptionalInt.of(asked.count()))
                .orElseGet(OptionalInt::empty);
    }

    /** Customers are still asked by an older version, so this is a detail and no outage. */
    @Override
    public Health health() {
        Map<String, String> broken = new TreeMap<>();
        readings.forEach((name, reading) -> {
            if (reading.problem() != null) {
                broken.put(name, reading.problem());
            }
        });
        return broken.isEmpty()
                ? Health.up().build()
                : Health.up().withDetail("passedOver", broken).build();
    }

    private Optional<DeployedForm> before(DeployedForm form) {
        for (int version = form.version() - 1; version > 0; version--) {
            var older = forms.version(form.key(), version);
            if (older.isPresent()) {
                return older;
            }
        }
        return Optional.empty();
    }

    private Reading readingOf(DeployedForm form) {
        return readings.computeIfAbsent(form.key() + ":" + form.version(), name -> read(form));
    }

    private Reading read(DeployedForm form) {
        try {
            return new Reading(Questionnaire.parse(form, settings.longestText()), null);
        } catch (BrokenQuestionnaire broken) {
            log.atError()
                    .addKeyValue("questionnaire", form.key())
                    .addKeyValue("version", form.version())
                    .addKeyValue("problem", broken.getMessage())
                    .log("Questionnaire is broken, customers are asked by an older version");
            return new Reading(null, String.valueOf(broken.getMessage()));
        }
    }

    private record Reading(
            @Nullable Questionnaire questionnaire, @Nullable String problem) {}
}
