package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.customer.Customers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@DisplayName("Staff pages")
class StaffPagesTest {

    private final CaseSearch search = mock();

    @AfterEach
    void logout() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theHomePageShowsTheFiguresOfAllRoomsForTheRolesOfTheViewer() throws Exception {
        Pages.login("quality", "quality");
        HomeFigure cases =
                (roles, locale) -> List.of(new HomeFigure.Figure("等待邀请", "12", "/cases?stage=WAITING", false));
        HomeFigure duties = (roles, locale) ->
                roles.contains("quality") ? List.of(new HomeFigure.Figure("已逾期的事项", "3", null, true)) : List.of();

        var html = home(true, List.of(), cases, duties).show("/", "home.html");

        assertThat(html)
                .contains("质量专员", "等待邀请", "href=\"/cases?stage=WAITING\"", "class=\"urgent\"", "已逾期的事项")
                .contains("action=\"/logout\"", "name=\"_csrf\" value=\"token-of-this-session\"")
                .contains("演示", "href=\"/demo/mailbox\"")
                .doesNotContain("cockpit");
        Pages.login("guest", "warehouse");
        assertThat(home(true, List.of(), cases, duties).show("/", "home-warehouse.html"))
                .doesNotContain("已逾期的事项");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "process-owner", "camunda-admin"})
    void thoseWhoWatchProcessesFindCockpit(String role) throws Exception {
        Pages.login(role, role);

        assertThat(home(false, List.of()).show("/", "home-" + role + ".html"))
                .contains("href=\"/camunda/app/cockpit/default/\"")
                .as("no demo in production")
                .doesNotContain("/demo");
    }

    @Test
    void everyPageCarriesTheNoticesThatCanBeRead() throws Exception {
        Pages.login("quality", "quality");
        HomeNotice broken = locale -> {
            throw new IllegalStateException("database is away");
        };
        HomeNotice missingYear = locale -> Optional.of(new HomeNotice.Notice("2027 年的节假日安排尚未导入", null));

        assertThat(home(false, List.of(broken, missingYear)).show("/", "home-notice.html"))
                .contains("2027 年的节假日安排尚未导入");
    }

    @Test
    void theListOfCasesCanBeNarrowedDownAndLeafedThrough() throws Exception {
        Pages.login("quality", "quality");
        var file = CaseFile.open(aFinishedRepair(), moment("2026-05-06T10:05:00+08:00"));
        given(search.find(any())).willReturn(new CaseSearch.Found(List.of(file, file, file), 45, 2, 3));

        var html = list().show(
                        get("/cases")
                                .param("q", "\"><script>")
                                .param("stage", "CLOSED")
                                .param("page", "2"),
                        "cases.html");

        assertThat(html)
                .contains("href=\"/cases/WO-20260506-0001\"", "空调", "KFR-35GW", "2026-05-06 10:05")
                .contains("共 45 个案例，第 2 页，共 3 页", "value=\"&quot;&gt;&lt;script&gt;\"")
                .contains("<option value=\"CLOSED\" selected=\"selected\">已关闭</option>")
                .contains("href=\"/cases?q=%22%3E%3Cscript%3E&amp;stage=CLOSED\"")
                .contains("href=\"/cases?q=%22%3E%3Cscript%3E&amp;stage=CLOSED&amp;page=3\"")
                .doesNotContain("<script>");
    }

    @Test
    void anEmptyListSaysWhy() throws Exception {
        Pages.login("quality", "quality");
        given(search.find(any())).willReturn(new CaseSearch.Found(List.of(), 0, 1, 1));

        assertThat(list().show("/cases", "cases-none.html")).contains("还没有案例");
        assertThat(list().show("/cases?stage=CLOSED", "cases-none-found.html")).contains("没有符合条件的案例", "显示全部案例");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "403", "4xx", "5xx"})
    void errorPagesAreFriendlyInBothLanguagesAndForStrangersToo(String page) throws Exception {
        var html = Pages.of(false, List.of(), new ErrorPages()).show("/show-error/" + page, "error-" + page + ".html");

        assertThat(html)
                .containsPattern("<h1>[^<]*\\p{IsHan}[^<]*</h1>")
                .containsPattern("lang=\"en\">[A-Z][^<]+</p>")
                .contains("回到首页")
                .doesNotContain("??", "<nav", "/logout");
    }

    @Test
    void everyTextHasItsEnglishTwin() throws Exception {
        var chinese = bundle("messages/casefile.properties");
        var english = bundle("messages/casefile_en.properties");

        assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
        assertThat(english.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @Test
    void everyCodeOfTheRoomHasItsWords() throws Exception {
        var keys = new TreeSet<>(bundle("messages/casefile.properties").stringPropertyNames());

        assertThat(keys)
                .containsAll(named("stage", Stage.values()))
                .containsAll(named("outcome", Outcome.values()))
                .containsAll(named("scenario", ServiceEvent.Scenario.values()))
                .containsAll(named("purpose", ContactPurpose.values()));
    }

    /** The codes of later rooms and of the forms, found where they are written down. */
    @Test
    void everyCodeThatOtherRoomsAndFormsBringHasItsWords() throws Exception {
        var keys = bundle("messages/casefile.properties").stringPropertyNames();

        assertThat(keys)
                .containsAll(named("duty", codes("closure.DutyType")))
                .containsAll(named("dutyState", codes("closure.Duty$State")))
                .containsAll(named("survey", codes("invitation.SurveyState")))
                .containsAll(named("validity", codes("assessment.Validity")))
                .containsAll(named("validityReason", codes("assessment.Reason")))
                .containsAll(named("sentiment", codes("assessment.Sentiment")))
                .containsAll(named("channel", codes("messaging.Channel")))
                .contains("casefile.followUp.SPECIAL", "casefile.followUp.RECOVERY")
                .contains("casefile.message.SPECIAL_SURVEY", "casefile.message.RECOVERY_SURVEY");
        var outcome = Pattern.compile("[dD]uties\\.(?:close|fulfil|cancelAll)\\((?:[^;\"]*?)\"([A-Z_]+)\"");
        Set<String> used = new TreeSet<>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                outcome.matcher(Files.readString(source))
                        .results()
                        .forEach(found -> used.add("casefile.dutyOutcome." + found.group(1)));
            }
        }
        try (var forms = Files.list(Path.of("forms"))) {
            for (var form :
                    forms.filter(file -> file.toString().endsWith(".form")).toList()) {
                for (var field :
                        JsonMapper.builder().build().readTree(form.toFile()).findParents("values")) {
                    var kind = Map.of("directions", "direction", "outcome", "dutyOutcome")
                            .get(field.path("key").asText());
                    if (kind != null) {
                        field.path("values")
                                .forEach(value -> used.add("casefile." + kind + "."
                                        + value.path("value").asText()));
                    }
                }
            }
        }
        assertThat(used)
                .contains(
                        "casefile.dutyOutcome.UNREACHABLE",
                        "casefile.dutyOutcome.THANKED",
                        "casefile.direction.training");
        assertThat(keys).containsAll(used);
    }

    private static Enum<?>[] codes(String type) throws ClassNotFoundException {
        return (Enum<?>[]) Class.forName("io.huisheng." + type).getEnumConstants();
    }

    private static Pages home(boolean demo, List<HomeNotice> notices, HomeFigure... figures) {
        return Pages.of(demo, notices, new HomePageController(Pages.beans(HomeFigure.class, figures)));
    }

    private Pages list() {
        var files = mock(CaseFiles.class);
        return Pages.of(
                true,
                List.of(),
                new CasePageController(
                        search,
                        new CaseDocuments(files, Pages.beans(CaseSection.class), Pages.beans(StaffSection.class)),
                        files,
                        mock(Customers.class),
                        Pages.beans(CasePosition.class),
                        Pages.beans(CaseFilter.class, new ByReason()),
                        Pages.beans(GivenContact.class),
                        Pages.beans(TakenWork.class),
                        new Timeline(mock(JdbcClient.class), Pages.texts(), Pages.CLOCK)));
    }

    private static Set<String> named(String kind, Enum<?>... codes) {
        var keys = new TreeSet<String>();
        for (var code : codes) {
            keys.add("casefile." + kind + "." + code.name());
        }
        return keys;
    }

    private static Properties bundle(String path) throws Exception {
        return PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource(path), "UTF-8"));
    }

    @Controller
    static class ErrorPages {

        @GetMapping("/show-error/{page}")
        String show(@PathVariable String page) {
            return "error/" + page;
        }
    }

    private static final class ByReason implements CaseFilter {

        @Override
        public String name() {
            return "notSentReason";
        }

        @Override
        public String label(Locale locale) {
            return "未发送原因";
        }

        @Override
        public Map<String, String> choices(Locale locale) {
            return Map.of("QUIET_PERIOD", "静默期");
        }

        @Override
        public String condition() {
            return "1 = 1";
        }
    }
}
