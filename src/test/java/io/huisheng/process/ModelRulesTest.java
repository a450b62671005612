package io.huisheng.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Model rules")
class ModelRulesTest {

    private static final int MOST_NODES = 25;
    private static final Set<String> ROLES = Set.of(
            "customer-service",
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "warehouse",
            "quality",
            "operations-manager",
            "management",
            "account-manager",
            "process-owner",
            "auditor",
            "${contactRole}",
            // one of the obligatory roles of a task force
            "${role}",
            // verification-policy names it, or its alternate
            "${verifierRole}",
            // the table names it, or a ruling: DecisionTablesTest knows its words
            "${department}");
    /** What an expression may say: the standards, the task force, one bean of ours, one declared variable, or the business key. */
    private static final Pattern KNOWN_EXPRESSION = Pattern.compile(
            "[#$]\\{(deadline\\.(of|warning|next)\\(('[a-z-]+'|obligation)(, \\d)?(, dutyId)?\\)|taskForce\\.roles\\(\\)|[a-zA-Z]+( == '[A-Z_]+')?|execution\\.processBusinessKey)}");

    static Stream<String> diagrams() throws IOException {
        return files("bpmn", ".bpmn");
    }

    static Stream<String> tables() throws IOException {
        return files("bpmn", ".dmn");
    }

    static Stream<String> forms() throws IOException {
        return files("forms", ".form");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void fileProcessAndPackageCarryOneName(String file) {
        var process = process(file);

        assertThat(process.getId() + ".bpmn").isEqualTo(file);
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getName()).as("a Chinese title").matches(".*\\p{IsHan}.*");
        assertThat(process.getCamundaVersionTag()).isNotBlank();
        assertThat(process.getCamundaHistoryTimeToLiveString()).startsWith("P");
        assertThat(process.getDocumentations().iterator().next().getTextContent())
                .as("names the requirements")
                .containsPattern("[A-H]\\d");
        assertThat(Path.of("src/main/java/io/huisheng/process", packageOf(file)))
                .isDirectory();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyNodeHasAnIdAndANameThatPeopleUnderstand(String file) {
        var model = model(file);
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            assertThat(element.getId()).matches(prefixOf(element) + "[A-Z][A-Za-z]+");
            if (element instanceof FlowNode node
                    && !(node instanceof Gateway gateway
                            && gateway.getOutgoing().size() < 2)) {
                assertThat(element.getName()).as(element.getId()).matches(".*\\p{IsHan}.*");
            }
            if (element instanceof SequenceFlow flow && flow.getConditionExpression() != null) {
                assertThat(flow.getName()).as(flow.getId()).isNotBlank();
            }
        }
        var nodes = model.getModelElementsByType(Activity.class).size()
                + model.getModelElementsByType(Gateway.class).size();
        assertThat(nodes)
                .as("activities and gateways; more than that becomes a call activity")
                .isLessThanOrEqualTo(MOST_NODES);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyServiceTaskIsTheBeanAndTheClassOfItsName(String file) throws ClassNotFoundException {
        for (ServiceTask task : model(file).getModelElementsByType(ServiceTask.class)) {
            assertThat(task.getCamundaDelegateExpression()).matches("#\\{[a-z][A-Za-z]+}");
            var bean = task.getCamundaDelegateExpression().replaceAll("[#{}]", "");
            var name = bean.substring(0, 1).toUpperCase(Locale.ROOT) + bean.substring(1);
            // What one diagram does in several places says where after the name.
            assertThat(task.getId()).startsWith("Task_" + name);
            assertThat(classOf(file, name)).as(task.getId()).isNotNull();
            assertThat(task.getCamundaClass()).isNull();
            assertThat(task.getCamundaExpression()).isNull();
            assertThat(task.getCamundaTopic()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyListenerIsABeanOfTheDiagram(String file) throws ClassNotFoundException {
        var model = model(file);
        var expressions = new ArrayList<String>();
        model.getModelElementsByType(CamundaExecutionListener.class)
                .forEach(listener -> expressions.add(listener.getCamundaDelegateExpression()));
        model.getModelElementsByType(CamundaTaskListener.class)
                .forEach(listener -> expressions.add(listener.getCamundaDelegateExpression()));
        for (String expression : expressions) {
            assertThat(expression).matches("#\\{[a-zA-Z]+}");
            var bean = expression.substring(2, expression.length() - 1);
            assertThat(classOf(file, Character.toUpperCase(bean.charAt(0)) + bean.substring(1)))
                    .as(expression)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyUserTaskHasAFormAGroupADueDateAndAnEscalation(String file) {
        var model = model(file);
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            assertThat(Path.of("forms", task.getCamundaFormRef() + ".form")).exists();
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("latest");
            assertThat(task.getCamundaCandidateGroupsList()).isNotEmpty().allMatch(ROLES::contains);
            assertThat(task.getCamundaDueDate()).matches("\\$\\{deadline\\.of\\(('[a-z-]+'|obligation)(, dutyId)?\\)}");
            assertThat(task.isCamundaAsyncAfter())
                    .as("what people did is committed first")
                    .isTrue();
            var timers = model.getModelElementsByType(BoundaryEvent.class).stream()
                    .filter(event -> task.equals(event.getAttachedTo()) && !event.cancelActivity())
                    .count();
            assertThat(timers).as("warning, breach, next level").isGreaterThanOrEqualTo(3);
            assertThat(model.getModelElementsByType(CamundaTaskListener.class).stream()
                            .map(CamundaTaskListener::getCamundaEvent))
                    .contains("complete");
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everySavePointIsTriedAgainAsTheHouseSays(String file) throws IOException {
        assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
                .as("one cycle for all, in the settings")
                .containsPattern("failed-job-retry-time-cycle: \"PT[^\"]+,PT[^\"]+\"");
        assertThat(model(file).getModelElementsByType(CamundaFailedJobRetryTimeCycle.class))
                .as("a cycle at an element would outlive a change of the setting")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyTimerNamesAStandardOrADeclaredVariable(String file) {
        for (TimerEventDefinition timer : model(file).getModelElementsByType(TimerEventDefinition.class)) {
            assertThat(timer.getTimeDuration()).isNull();
            assertThat(timer.getTimeCycle()).isNull();
            var expression = timer.getTimeDate().getTextContent();
            assertThat(expression)
                    .matches(
                            "\\$\\{(deadline\\.(of|warning|next)\\(('[a-z-]+'|obligation)(, \\d)?(, dutyId)?\\)|[a-z][A-Za-z]+At)}");
            var obligation = Pattern.compile("'([a-z-]+)'").matcher(expression);
            if (obligation.find()) {
                assertThat(obligations()).contains(obligation.group(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyExpressionIsOneThatTheEngineAllows(String file) throws IOException {
        var found = Pattern.compile("[#$]\\{[^}]*}").matcher(Files.readString(Path.of("bpmn", file)));
        while (found.find()) {
            assertThat(found.group()).matches(KNOWN_EXPRESSION);
        }
        assertThat(model(file).getModelElementsByType(ScriptTask.class)).isEmpty();
        assertThat(Files.readString(Path.of("bpmn", file)))
                .doesNotContain("camunda:class", "camunda:connector", "camunda:script");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyDecisionAndEveryCalledDiagramExists(String file) {
        for (BusinessRuleTask task : model(file).getModelElementsByType(BusinessRuleTask.class)) {
            assertThat(Path.of("bpmn", task.getCamundaDecisionRef() + ".dmn")).exists();
            assertThat(task.getCamundaResultVariable())
                    .as("left empty, so that the verdict is handed over without being stored")
                    .isNull();
        }
        for (CallActivity call : model(file).getModelElementsByType(CallActivity.class)) {
            assertThat(Path.of("bpmn", call.getCalledElement() + ".bpmn")).exists();
            assertThat(call.isCamundaAsyncBefore())
                    .as("a retry unit of its own")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void messagesAndErrorsAreThoseOfTheCode(String file) throws IOException {
        var code = new StringBuilder();
        try (var sources = Files.walk(Path.of("src/main/java/io/huisheng/process"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(source));
            }
        }
        for (Message message : model(file).getModelElementsByType(Message.class)) {
            assertThat(message.getName()).startsWith(process(file).getId() + ".");
            assertThat(code).contains('"' + message.getName() + '"');
        }
        for (Error error : model(file).getModelElementsByType(Error.class)) {
            assertThat(code).contains("BpmnError(\"" + error.getErrorCode() + '"');
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingIsDrawn(String file) {
        var model = model(file);
        var drawn = new TreeSet<String>();
        model.getModelElementsByType(BpmnShape.class)
                .forEach(shape -> drawn.add(shape.getBpmnElement().getId()));
        model.getModelElementsByType(BpmnEdge.class)
                .forEach(edge -> drawn.add(edge.getBpmnElement().getId()));
        assertThat(model.getModelElementsByType(FlowElement.class).stream().map(FlowElement::getId))
                .allMatch(drawn::contains);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableExplainsItself(String file) {
        var model = Dmn.readModelFromFile(Path.of("bpmn", file).toFile());
        var decision = model.getModelElementsByType(Decision.class).iterator().next();
        assertThat(decision.getId() + ".dmn").isEqualTo(file);
        assertThat(decision.getCamundaHistoryTimeToLiveString()).startsWith("P");
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            assertThat(rule.getDescription()).as(rule.getId()).isNotNull();
            assertThat(rule.getDescription().getTextContent()).isNotBlank();
        }
        for (LiteralExpression expression : model.getModelElementsByType(LiteralExpression.class)) {
            assertThat(expression.getExpressionLanguage()).as("FEEL only").isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormIsOneThatTasklistCanShow(String file) throws IOException {
        var form = new ObjectMapper().readTree(Path.of("forms", file).toFile());
        assertThat(form.path("id").asText() + ".form").isEqualTo(file);
        assertThat(form.path("schemaVersion").asInt()).isLessThanOrEqualTo(16);
        for (String type : form.findValuesAsText("type")) {
            assertThat(type)
                    .isIn(
                            "default",
                            "text",
                            "html",
                            "textfield",
                            "textarea",
                            "radio",
                            "checklist",
                            "checkbox",
                            "select",
                            "number",
                            "separator",
                            "spacer",
                            "group",
                            "datetime");
        }
    }

    private static Set<String> obligations() {
        var names = new TreeSet<String>();
        var model = Dmn.readModelFromFile(Path.of("bpmn/service-standards.dmn").toFile());
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            names.add(rule.getInputEntries()
                    .iterator()
                    .next()
                    .getTextContent()
                    .strip()
                    .replace("\"", ""));
        }
        return names;
    }

    private static String prefixOf(FlowElement element) {
        if (element instanceof SequenceFlow) {
            return "Flow_";
        }
        if (element instanceof SubProcess) {
            return "SubProcess_";
        }
        if (element instanceof CallActivity) {
            return "Call_";
        }
        if (element instanceof Gateway) {
            return "Gateway_";
        }
        return element instanceof Event ? "(Start|End|Event|Boundary)_" : "Task_";
    }

    private static Class<?> classOf(String file, String name) throws ClassNotFoundException {
        try {
            return Class.forName("io.huisheng.process." + packageOf(file) + "." + name);
        } catch (ClassNotFoundException sharedByTheDuties) {
            return Class.forName("io.huisheng.process.duty." + name);
        }
    }

    private static String packageOf(String file) {
        return file.replace(".bpmn", "").replace("-", "");
    }

    private static Process process(String file) {
        return model(file).getModelElementsByType(Process.class).iterator().next();
    }

    private static BpmnModelInstance model(String file) {
        return Bpmn.readModelFromFile(Path.of("bpmn", file).toFile());
    }

    private static Stream<String> files(String folder, String suffix) throws IOException {
        try (var list = Files.list(Path.of(folder))) {
            List<String> names = list.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(names).isNotEmpty();
            return names.stream();
        }
    }
}
