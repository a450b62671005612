package io.huisheng.process.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

@DisplayName("The rules of a task form, on the server")
class TaskFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What {@link TaskBriefs} puts into a form. */
    private static final List<String> SHOWN = List.of("caseNo", "product", "scores", "customerWords", "tags", "dueAt");

    private final TaskForm form = TaskForm.of(json("""
            {"components":[
              {"type":"textfield","key":"caseNo","label":"案例号","disabled":true,"validate":{"required":true}},
              {"type":"textfield","key":"seen","label":"已读","readonly":true},
              {"type":"html","content":"<a href='{{caseLink}}'>x</a>"},
              {"type":"textarea","key":"reply","label":"答复","validate":{"required":true,"minLength":3,"maxLength":10}},
              {"type":"textfield","key":"code","label":"编号","validate":{"pattern":"^[A-Z]{2}$"}},
              {"type":"select","key":"outcome","label":"结果","values":[{"value":"REACHED"},{"value":"REFUSED"}]},
              {"type":"select","key":"free","label":"动态","valuesExpression":"=people"},
              {"type":"number","key":"score","label":"评分","validate":{"min":1,"max":10}},
              {"type":"checkbox","key":"sure","label":"确认","validate":{"required":true}},
              {"type":"group","components":[
                {"type":"textfield","key":"inner","label":"内层","conditional":{"hide":"=true"},"validate":{"required":true}}]},
              {"type":"checklist","key":"many","label":"多选"}
            ]}
            """));

    @Test
    void whatIsRightPasses() {
        assertThat(mistakes(Map.of("reply", "谢谢您", "sure", true))).isEmpty();
        assertThat(mistakes(Map.of(
                        "reply",
                        "😀".repeat(10),
                        "sure",
                        true,
                        "code",
                        "AB",
                        "outcome",
                        "REACHED",
                        "score",
                        10,
                        "free",
                        "x")))
                .isEmpty();
        assertThat(mistakes(Map.of("reply", "第一行\n第二行", "sure", true, "code", "", "outcome", "")))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(mistakes(Map.of("sure", true))).containsExactly("“答复”必须填写。");
        assertThat(mistakes(Map.of("reply", " \n ", "sure", true))).containsExactly("“答复”必须填写。");
        assertThat(mistakes(Map.of("reply", "好", "sure", true))).containsExactly("“答复”至少需要 3 个字，现在有 1 个。");
        assertThat(mistakes(Map.of("reply", "长".repeat(11), "sure", true))).containsExactly("“答复”最多 10 个字，现在有 11 个。");
        assertThat(mistakes(Map.of("reply", "坏\u0000坏坏", "sure", true)))
                .singleElement()
                .asString()
                .contains("控制字符");
        assertThat(mistakes(Map.of("reply", "半\uD83D个字", "sure", true)))
                .singleElement()
                .asString()
                .contains("控制字符");
        assertThat(with("code", "abc")).containsExactly("“编号”的格式不正确。");
        assertThat(with("outcome", "OTHER")).singleElement().asString().contains("选项不存在");
        assertThat(with("score", 0)).containsExactly("“评分”不能小于 1。");
        assertThat(with("score", 11)).containsExactly("“评分”不能大于 10。");
        assertThat(with("sure", false)).containsExactly("“确认”必须填写。");
    }

    @Test
    void aValueHasTheTypeOfItsField() {
        assertThat(with("reply", 5)).containsExactly("“答复”应当是文字。");
        assertThat(with("reply", true)).containsExactly("“答复”应当是文字。");
        assertThat(with("outcome", 1)).containsExactly("“结果”应当是文字。");
        assertThat(with("score", "5")).containsExactly("“评分”应当是整数。");
        assertThat(with("score", 5.5)).containsExactly("“评分”应当是整数。");
        assertThat(with("sure", "true")).containsExactly("“确认”应当是“是”或“否”。");
        assertThat(with("reply", json("{\"a\":1}"))).containsExactly("“答复”应当是文字。");
        assertThat(with("many", json("[1]"))).singleElement().asString().contains("不能用于任务表单");
    }

    @Test
    void nothingIsTakenThatTheFormDoesNotAskFor() {
        assertThat(with("round", 7)).containsExactly("表单中没有名为 round 的字段。");
        assertThat(with("<script>", "x")).containsExactly("表单中没有名为 ? 的字段。");
        assertThat(form.takes("caseNo")).isFalse();
        assertThat(form.takes("seen")).isFalse();
        assertThat(form.takes("reply")).isTrue();
        assertThat(TaskForm.NONE.mistakesIn(Map.of("x", "y"))).hasSize(1);
        assertThat(TaskForm.NONE.mistakesIn(Map.of())).isEmpty();
    }

    @Test
    void whatIsOnlyShownCountsForNothing() {
        assertThat(with("caseNo", "anything")).isEmpty();
        assertThat(with("seen", 5)).isEmpty();
    }

    @Test
    void whatMayBeHiddenIsNotDemandedWhenItIsMissing() {
        assertThat(mistakes(Map.of("reply", "谢谢您", "sure", true))).isEmpty();
        assertThat(with("inner", "")).containsExactly("“内层”必须填写。");
    }

    static Stream<Path> staffForms() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("survey-")).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("staffForms")
    void everyFormOfTheStaffCanBeKept(Path file) throws IOException {
        var schema = JSON.readTree(file.toFile());
        var staffForm = TaskForm.of(schema);

        assertThat(schema.path("id").asText() + ".form")
                .isEqualTo(file.getFileName().toString());
        assertThat(schema.path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(schema.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
        assertThat(staffForm.fields().keySet()).contains("caseNo", "product", "dueAt");
        assertThat(schema.findValuesAsText("content").toString()).contains("{{caseLink}}");
        SHOWN.forEach(key -> assertThat(staffForm.takes(key)).as(key).isFalse());
        assertThat(staffForm.inputs()).isNotEmpty();
        staffForm.inputs().stream().map(staffForm.fields()::get).forEach(field -> {
            assertThat(field.kind()).as(field.key()).isNotEqualTo(TaskForm.Kind.UNSUPPORTED);
            assertThat(field.label()).as(field.key()).matches(".*\\p{IsHan}.*");
            if (field.kind() == TaskForm.Kind.TEXT) {
                assertThat(field.maxLength()).as(field.key()).isBetween(1, 2000);
            }
        });
        // a text component would read a customer's words as Markdown
        assertThat(schema.findValuesAsText("type")).doesNotContain("text");
        assertThat(schema.findValuesAsText("content")).allMatch(html -> !html.contains("customerWords"));
    }

    private List<String> with(String key, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("reply", "谢谢您", "sure", true));
        values.put(key, value);
        return mistakes(values);
    }

    private List<String> mistakes(Map<String, ? extends @Nullable Object> values) {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setBasename("classpath:messages/process");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return form.mistakesIn(values).stream()
                .map(mistake -> messages.getMessage(mistake.messageKey(), mistake.arguments(), Locale.CHINA))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
