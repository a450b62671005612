package io.huisheng.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.survey.DeployedForms.DeployedForm;
import io.huisheng.survey.Questionnaire.Question;
import io.huisheng.survey.Questionnaire.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Questionnaires")
class QuestionnairesTest {

    private static final String GOOD =
            "{'components':[{'type':'textarea','key':'comment','label':'说说','id':'Field_Comment'}]}".replace('\'', '"');
    private static final String BROKEN = "{\"components\":[{\"type\":\"iframe\",\"id\":\"Field_X\"}]}";

    static Stream<Path> shipped() throws Exception {
        return Files.list(Path.of("forms"))
                .filter(file -> file.getFileName().toString().matches("survey-.*\\.form"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("B5 B6 B9: what we ship asks in the right order, in two languages, and no more than it should")
    void whatWeShip(Path file) throws Exception {
        var json = Files.readString(file);
        var root = new ObjectMapper().readTree(json);
        var name = file.getFileName().toString().replace(".form", "");
        assertThat(root.path("id").asText()).isEqualTo(name);
        assertThat(root.path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(root.path("executionPlatform").asText()).isEqualTo("Camunda Platform");

        var questionnaire = Questionnaire.parse(new DeployedForm(name, 1, json), 2000);
        var counted = questionnaire.questions().stream()
                .filter(question -> question.number() > 0)
                .toList();
        var open = counted.stream()
                .filter(question -> question.role() == Role.OPEN)
                .toList();
        assertThat(counted.get(0).key()).isEqualTo("overall");
        assertThat(open)
                .hasSizeBetween(1, 2)
                .allSatisfy(question -> assertThat(question.example())
                        .as("an example answer under %s", question.key())
                        .isNotNull());
        assertThat(counted.subList(counted.size() - open.size(), counted.size()))
                .isEqualTo(open);
        assertThat(questionnaire.question(Role.ANONYMOUS)).isPresent();
        assertThat(questionnaire.question(Role.CONTACT)).hasValueSatisfying(contact -> {
            assertThat(contact.required()).isFalse();
            assertThat(contact.description()).as("its purpose").isNotNull();
        });
        assertThat(questionnaire.questions()).allSatisfy(QuestionnairesTest::speaksEnglish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | file: is no JSON",
                "{} | file: has no list of components",
                "{'components':[]} | file: asks nothing",
                "{'components':[{'type':'filepicker','id':'Field_X'}]} | component Field_X: the page cannot show",
                "{'components':[{'type':'textarea','id':'Field_X','label':'a'}]} | component Field_X: the key '' is not usable",
                "{'components':[{'type':'textarea','id':'Field_X','key':'nonce','label':'a'}]} | the key 'nonce' is not usable",
                "{'components':[{'type':'textarea','id':'Field_X','key':'x'}]} | component Field_X: the label is empty",
                "{'components':[{'type':'radio','id':'Field_X','key':'x','label':'a','values':[]}]} | needs at least two",
                "{'components':[{'type':'radio','id':'Field_X','key':'x','label':'a','values':[{'value':'1','label':'a'},"
                        + "{'value':'6','label':'b'}],'properties':{'scale':'1-5'}}]} | the option '6' lies outside the scale 1-5",
            })
    @DisplayName("a slip in the Modeler is named with its file, its component and what to do")
    void aSlipIsNamed(String json, String problem) {
        assertThatThrownBy(() -> Questionnaire.parse(new DeployedForm("survey-x", 3, json.replace('\'', '"')), 2000))
                .isInstanceOf(BrokenQuestionnaire.class)
                .hasMessageStartingWith("survey-x.form version 3, ")
                .hasMessageContaining(problem);
    }

    @Test
    @DisplayName("a broken newest version does not take the page down, and health says so")
    void aBrokenVersionIsPassedOver() {
        var forms = new Versions(List.of(GOOD, BROKEN, "nonsense"));
        var questionnaires = new Questionnaires(forms, new SurveySettings("survey-x", "1", 24, 2000, 8));

        assertThat(questionnaires.inForce("survey-x"))
                .hasValueSatisfying(asked -> assertThat(asked.version()).isEqualTo(1));
        assertThat(questionnaires.health().getDetails().toString()).contains("survey-x:2", "Field_X", "survey-x:3");
        assertThat(questionnaires.inForce("unknown")).isEmpty();
    }

    private static void speaksEnglish(Question question) {
        assertThat(question.label().en()).as(question.key()).isNotNull();
        assertThat(question.options())
                .allSatisfy(option -> assertThat(option.label().en()).isNotNull());
    }

    private record Versions(List<String> jsons) implements DeployedForms {

        @Override
        public Optional<DeployedForm> newest(String key) {
            return version(key, jsons.size());
        }

        @Override
        public Optional<DeployedForm> version(String key, int version) {
            return "survey-x".equals(key)
                    ? Optional.of(new DeployedForm(key, version, jsons.get(version - 1)))
                    : Optional.empty();
        }
    }
}
