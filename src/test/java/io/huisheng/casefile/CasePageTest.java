package io.huisheng.casefile;

import static io.huisheng.casefile.CaseControllerTest.section;
import static io.huisheng.casefile.ServiceEvents.CASE;
import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.aRepairRecord;
import static io.huisheng.casefile.ServiceEvents.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.huisheng.customer.Contact;
import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.HtmlUtils;

@DisplayName("Case page")
class CasePageTest {

    private static final String DIAGRAM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
              <process id="feedback-loop" name="售后反馈闭环">
                <userTask id="Task_AwaitResponse" name="等待答复"/>
              </process>
            </definitions>""";

    private final CaseFiles files = mock();
    private final Customers customers = mock();
    private final CasePosition position = mock();
    private final CaseSearch search = mock();
    private final TakenWork takenWork = mock();
    private final List<CaseSection> sections = new ArrayList<>();
    private final List<StaffSection> forStaff = new ArrayList<>();

    @BeforeEach
    void aCase() {
        given(files.get(CASE)).willReturn(CaseFile.open(aFinishedRepair(), moment("2026-05-06T10:05:00+08:00")));
        given(files.timeline(CASE))
                .willReturn(List.of(
                        entry("2026-05-06T10:05:00+08:00", "SERVICE_COMPLETED", "问题已解决（维修），第 1 轮反馈开始", "system"),
                        entry("2026-05-07T10:01:00+08:00", "INVITED", "第 1 轮反馈的邀请已送出", "system"),
                        entry("2026-05-08T12:00:00+08:00", "RESPONSE_RECEIVED", "收到客户的答复（第 1 轮）", "customer"),
                        entry("2026-05-08T12:10:00+08:00", "DATA_WARNING", "服务记录时间异常：响应时间早于创建时间", "quality")));
        given(position.of(CASE))
                .willReturn(List.of(new CasePosition.Place(
                        "feedback-loop:1:abc",
                        "feedback-loop",
                        1,
                        false,
                        List.of("Task_AwaitResponse"),
                        List.of("Start_ServiceCompleted", "Task_InviteCustomer"))));
        given(position.diagram("feedback-loop:1:abc")).willReturn(Optional.of(DIAGRAM));
        Pages.login("quality", "quality");
    }

    @AfterEach
    void logout() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void showsWhatIsKnownBeforeAnythingHappened() throws Exception {
        given(files.get(CASE))
                .willReturn(CaseFile.open(
                        ServiceEvents.anotherFinishedRepair("2026-05-06T10:00:00+08:00", ServiceEvents.nothingNew()),
                        moment("2026-05-06T10:05:00+08:00")));
        given(position.of(CASE)).willReturn(List.of());

        var html = pages().show("/cases/WO-20260506-0001", "case-new.html");

        assertThat(html)
                .contains("<html lang=\"zh-CN\">", "<title>WO-20260506-0001 · 回声</title>")
                .contains("等待邀请", "尚未安排调查。", "尚未收到答复。", "没有处理事项。", "尚未发出消息。")
                .doesNotContain("/qr", "diagram.js", "null");
    }

    @Test
    void showsEverythingKnownAboutACaseThatRan() throws Exception {
        runningCase(Map.of());

        var html = pages().show("/cases/WO-20260506-0001", "case.html");

        assertThat(html)
                .as("survey")
                .contains("已提醒", "邮件", "2026-05-07 10:00", "2026-05-21 10:01")
                .as("looking makes no QR code")
                .doesNotContain("/qr");
        assertThat(html)
                .as("response")
                .contains("待核实", "只有评分，没有文字说明", "总体满意度", "1-5", ">25<", "问卷 survey-standard 第 1 版")
                .contains("优化服务流程", "加强人员培训")
                .contains("等了三天才有人来", "响应慢", "<q>等了三天</q>", "Rule_LowScore", "总体评分不高于 3");
        assertThat(html)
                .as("duties")
                .contains("class=\"overdue\"", "已逾期", "答复建议", "2026-05-15 18:00", "运营经理", "感谢您的建议");
        assertThat(html).as("messages").contains("受理通知", "已送出", "无法送达", "title=\"SMTP_550\">邮件服务器拒绝了该收件人<");
        assertThat(html).as("timeline").contains("收到客户的答复（第 1 轮）", ">客户<", ">系统<", "kind-DATA_WARNING");
        assertThat(html)
                .as("diagram")
                .contains("售后反馈闭环", "等待答复", "data-current=\"Task_AwaitResponse\"")
                .contains("data-passed=\"Start_ServiceCompleted Task_InviteCustomer\"")
                .contains("definition=feedback-loop:1:abc");
        assertThat(html).as("no code stays untranslated").doesNotContain("??", ">SUGGESTION_REPLY<", ">EMAIL<");
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT, notSentReason, QUIET_PERIOD, 仍在静默期内", "CANCELLED, cancelledReason, REOPENED, 服务已重新打开"})
    void saysWhyNobodyWasAskedAndOffersNoQrCode(String state, String field, String reason, String words)
            throws Exception {
        Pages.login("lihua", "customer-service");
        sections.add(section("survey", fields("state", state, "channel", "EMAIL", field, reason)));

        assertThat(pages().show("/cases/WO-20260506-0001", "case-" + state + ".html"))
                .contains(words)
                .doesNotContain("/qr", reason + "<");
    }

    @Test
    @DisplayName("offers the QR code of an open survey to those who serve customers, behind a POST")
    void offersAQrCode() throws Exception {
        runningCase(Map.of());
        Pages.login("lihua", "customer-service");

        assertThat(pages().show("/cases/WO-20260506-0001", "case-qr.html"))
                .containsPattern(
                        "method=\"post\" action=\"/cases/WO-20260506-0001/qr\"><input type=\"hidden\" name=\"_csrf\"");
    }

    @Test
    void speaksEnglishToo() throws Exception {
        runningCase(Map.of());

        var html = pages().mvc()
                .perform(get("/cases/WO-20260506-0001").locale(Locale.ENGLISH))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(html)
                .contains("<html lang=\"en\">", "Service record", "Reply to the suggestion", "Overdue", "Waiting")
                .doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "{{7*7}}",
                "${7*7}",
                "#{7*7}",
                "*{7*7}",
                "@{/evil}",
                "~{::x}",
                "[[${7*7}]]",
                "__${7*7}__",
                "'; drop table case_file; --",
                "\u202Eright to left\u202C",
                "مرحبا بالعالم",
                "𠀀𪚥 CJK extension B",
                "👩‍🔧 emoji",
                "line one\nline two"
            })
    @DisplayName("shows what people wrote as the text that it is")
    void showsTextAsText(String text) throws Exception {
        runningCase(Map.of("comment", text, "suggestion", text));
        var odd = aRepairRecord();
        given(files.get(CASE))
                .willReturn(CaseFile.open(
                        ServiceEvents.anotherFinishedRepair(
                                "2026-05-06T10:00:00+08:00",
                                new ServiceRecord(
                                        text,
                                        text,
                                        List.of(text),
                                        text,
                                        text,
                                        text,
                                        odd.createdAt(),
                                        odd.respondedAt(),
                                        odd.resolvedAt(),
                                        text,
                                        true)),
                        moment("2026-05-06T10:05:00+08:00")));
        given(files.timeline(CASE)).willReturn(List.of(entry("2026-05-06T10:05:00+08:00", text, text, text)));

        var html = pages().show("/cases/WO-20260506-0001", "case-odd.html");

        assertThat(HtmlUtils.htmlUnescape(
                        html.split("<blockquote class=\"words\">")[1].split("</blockquote>")[0]))
                .isEqualTo(text);
        assertThat(HtmlUtils.htmlUnescape(html).split(Pattern.quote(text), -1))
                .as("once in every place")
                .hasSizeGreaterThan(8);
        assertThat(html).doesNotContain("<script>", "<img src=x", ">49<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warehouse", "operations-manager", "management", "process-owner", "auditor"})
    @DisplayName("G4: hides contact data from roles that don't need it")
    void hidesContactData(String role) throws Exception {
        Pages.login(role, role);
        assertThat(pages().show("/cases/WO-20260506-0001", "case-" + role + ".html"))
                .doesNotContain("查看联系方式", "zhang-139");

        pages().mvc()
                .perform(post("/cases/WO-20260506-0001/contact").param("purpose", "CALL_BACK"))
                .andExpect(status().isForbidden());

        verifyNoInteractions(customers);
    }

    @Test
    @DisplayName(
            "E8 G4: shows contact data to who has taken over a task of a role that needs it, and puts the look on record")
    void showsContactDataToWhoStandsIn() throws Exception {
        Pages.login("sun", "warehouse");
        given(takenWork.rolesOf("sun", CASE)).willReturn(Set.of("warehouse"));
        assertThat(pages().show("/cases/WO-20260506-0001", "case-stand-in.html"))
                .doesNotContain("/cases/WO-20260506-0001/contact");

        given(takenWork.rolesOf("sun", CASE)).willReturn(Set.of("customer-service"));
        given(customers.showContactTo("sun", "C202405001", "CALL_BACK"))
                .willReturn(new Contact("张三", "zhang@example.com", "+8613800138000", null, "zh-CN"));
        assertThat(pages().show("/cases/WO-20260506-0001", "case-stand-in.html"))
                .contains("action=\"/cases/WO-20260506-0001/contact\"");
        assertThat(pages().show(
                                post("/cases/WO-20260506-0001/contact").param("purpose", "CALL_BACK"),
                                "case-stand-in-contact.html"))
                .contains("+8613800138000", "本次查看已记录");
        verify(files).note(CASE, "CONTACT_VIEWED", "查看了客户联系方式，用途：回访客户", "sun");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer-service",
                "customer-service-lead",
                "after-sales-supervisor",
                "technical-lead",
                "quality",
                "account-manager",
                "camunda-admin"
            })
    @DisplayName("G4: shows contact data to roles that need it, and puts the look on record")
    void showsContactDataAndRecordsTheLook(String role) throws Exception {
        Pages.login("lihua", role);
        given(customers.showContactTo("lihua", "C202405001", "CALL_BACK"))
                .willReturn(new Contact("张三", "zhang@example.com", "+8613800138000", null, "zh-CN"));

        var before = pages().show("/cases/WO-20260506-0001", "case-agent.html");
        assertThat(before)
                .contains("action=\"/cases/WO-20260506-0001/contact\"", "name=\"_csrf\"")
                .doesNotContain("zhang@example.com", "zhang-139");
        verify(files, never()).note(any(), any(), any(), any());

        var after = pages().show(
                        post("/cases/WO-20260506-0001/contact").param("purpose", "CALL_BACK"), "case-contact.html");
        assertThat(after)
                .contains("张三", "zhang@example.com", "+8613800138000", "本次查看已记录")
                .as("what the customer left with the answer")
                .contains("随评价留下的联系方式", "微信 zhang-139");
        verify(files).note(CASE, "CONTACT_VIEWED", "查看了客户联系方式，用途：回访客户", "lihua");
    }

    @Test
    @DisplayName("G4: whoever gets a task to speak with a customer can see how to reach him")
    void whoeverSpeaksWithCustomersCanReachThem() throws Exception {
        var task = Pattern.compile("<bpmn:userTask [^>]*name=\"([^\"]*)\"[^>]*candidateGroups=\"([^\"$]*)\"");
        Set<String> speakers = new TreeSet<>();
        try (var diagrams = Files.list(Path.of("bpmn"))) {
            for (var diagram :
                    diagrams.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                task.matcher(Files.readString(diagram))
                        .results()
                        .filter(found -> found.group(1).matches(".*(联系|回访|商定|确认).*"))
                        .forEach(found -> speakers.addAll(List.of(found.group(2).split(","))));
            }
        }
        Pattern.compile("Out_\\w+_(?:role|alternate)\">\\s*<text>\"([a-z-]+)\"")
                .matcher(Files.readString(Path.of("bpmn", "verification-policy.dmn")))
                .results()
                .forEach(found -> speakers.add(found.group(1)));

        assertThat(speakers)
                .contains("quality", "technical-lead")
                .allSatisfy(role -> assertThat(new StaffMember("li", Set.of(role)).maySeeContactData())
                        .as(role)
                        .isTrue());
    }

    @Test
    @DisplayName("C1: shows colleagues who overruled the validity and why, and what was done about a duty")
    void showsWhatStaffWroteForEachOther() throws Exception {
        runningCase(Map.of());
        forStaff.add(staffSection(
                "notes",
                List.of(fields(
                        "round", 1, "text", "客户周五在家 <b>", "by", "anna", "at", moment("2026-05-09T15:00:00+08:00")))));
        forStaff.add(staffSection(
                "rulings",
                List.of(fields(
                        "at", moment("2026-05-09T10:00:00+08:00"),
                        "by", "zhao",
                        "from", "INVALID",
                        "to", "SUSPECT",
                        "reason", "答题时间短，但内容具体 <b>"))));
        forStaff.add(staffSection(
                "dutyResults",
                Map.of("2", fields("text", "已更换压缩机 <b>", "by", "wang", "at", moment("2026-05-09T11:00:00+08:00")))));
        forStaff.add(staffSection(
                "majorRecords",
                Map.of(
                        "2",
                        List.of(
                                fields(
                                        "at",
                                        moment("2026-05-09T12:00:00+08:00"),
                                        "by",
                                        "li",
                                        "kind",
                                        "JOINED",
                                        "code",
                                        "quality"),
                                fields(
                                        "at", moment("2026-05-09T12:30:00+08:00"),
                                        "by", "chen",
                                        "kind", "FIRST_CONTACT",
                                        "code", "REACHED",
                                        "channel", "VISIT",
                                        "contactedAt", moment("2026-05-09T12:20:00+08:00"),
                                        "text", "要求退货 <b>",
                                        "more", "明天取件")))));

        forStaff.add(staffSection(
                "recoveries",
                Map.of(
                        "1",
                        fields(
                                "lines",
                                List.of(
                                        fields(
                                                "kind", "ASSIGNED",
                                                "department", "warehouse",
                                                "decidedBy", "PartsMissing",
                                                "said", "客户提到配件不足",
                                                "by", "system",
                                                "at", moment("2026-05-09T12:00:00+08:00")),
                                        fields(
                                                "kind", "WORKED",
                                                "department", "warehouse",
                                                "said", "换了电容 <b>",
                                                "cause", "SPARE_PARTS",
                                                "cost", 120,
                                                "by", "wang",
                                                "at", moment("2026-05-09T13:00:00+08:00")),
                                        fields(
                                                "kind", "CALLED",
                                                "department", "warehouse",
                                                "verdict", "ACCEPTED",
                                                "satisfaction", 4,
                                                "by", "li",
                                                "at", moment("2026-05-09T14:00:00+08:00")))))));

        assertThat(pages().show("/cases/WO-20260506-0001", "case-staff.html"))
                .contains("内部备注", "客户周五在家 &lt;b&gt;", "anna", "2026-05-09 15:00")
                .contains("改判记录", "2026-05-09 10:00", "zhao", "无效 → 待核实", "答题时间短，但内容具体 &lt;b&gt;")
                .contains("处理记录", "已更换压缩机 &lt;b&gt;", "wang", "2026-05-09 11:00")
                .contains("补救记录", "仓储", "PartsMissing", "客户提到配件不足", "换了电容 &lt;b&gt;", "备件供应", "120 元")
                .contains("客户认可", "4/5", "2026-05-09 14:00")
                .contains("处理经过", "加入专项小组", "质量专员", "首次联系", "已联系上", "上门", "2026-05-09 12:20")
                .contains("要求退货 &lt;b&gt;", "承诺：", "明天取件");
    }

    @Test
    void mustNotBeStoredAndOnlyRunsWhatTheHouseServes() throws Exception {
        pages().mvc()
                .perform(get("/cases/WO-20260506-0001"))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("Content-Security-Policy", CasePageController.CONTENT_SECURITY_POLICY));
    }

    @Test
    void handsOutTheDiagramsOfTheCaseAndNoOthers() throws Exception {
        pages().mvc()
                .perform(get("/cases/WO-20260506-0001/diagram").param("definition", "feedback-loop:1:abc"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/xml"))
                .andExpect(content().bytes(DIAGRAM.getBytes(StandardCharsets.UTF_8)));
        pages().mvc()
                .perform(get("/cases/WO-20260506-0001/diagram").param("definition", "secret:1:abc"))
                .andExpect(status().isNotFound());
        verify(position, never()).diagram("secret:1:abc");
    }

    @Test
    void anUnknownCaseGetsAFriendlyPage() throws Exception {
        given(files.get(new CaseNo("WO-unknown"))).willThrow(new NotFound("case"));

        pages().mvc().perform(get("/cases/WO-unknown")).andExpect(status().isNotFound());
        assertThat(pages().show("/cases/WO-unknown", "error-404.html"))
                .contains("找不到这个页面", "This page does not exist")
                .doesNotContain("WO-unknown");
    }

    @Test
    void aNonsensicalPurposeIsRefusedWithAPage() throws Exception {
        Pages.login("lihua", "customer-service");

        pages().mvc()
                .perform(post("/cases/WO-20260506-0001/contact").param("purpose", "CURIOSITY"))
                .andExpect(status().isBadRequest());
        pages().mvc().perform(post("/cases/WO-20260506-0001/contact")).andExpect(status().isBadRequest());
        verifyNoInteractions(customers);
    }

    private Pages pages() {
        var timeline = new Timeline(mock(JdbcClient.class), Pages.texts(), Clock.systemUTC());
        var documents = new CaseDocuments(
                files,
                Pages.beans(CaseSection.class, sections.toArray(CaseSection[]::new)),
                Pages.beans(StaffSection.class, forStaff.toArray(StaffSection[]::new)));
        return Pages.of(
                true,
                List.of(),
                new CasePageController(
                        search,
                        documents,
                        files,
                        customers,
                        Pages.beans(CasePosition.class, position),
                        Pages.beans(CaseFilter.class),
                        Pages.beans(GivenContact.class, caseNo -> List.of("微信 zhang-139")),
                        Pages.beans(TakenWork.class, takenWork),
                        timeline));
    }

    /** A case in the middle of its loop, as the other rooms describe it; the texts replace what the customer wrote. */
    private void runningCase(Map<String, String> texts) {
        sections.clear();
        sections.add(section(
                "survey",
                fields(
                        "state", "REMINDED",
                        "channel", "EMAIL",
                        "dueAt", moment("2026-05-07T10:00:00+08:00"),
                        "sentAt", moment("2026-05-07T10:01:00+08:00"),
                        "remindedAt", moment("2026-05-14T10:01:00+08:00"),
                        "expiresAt", moment("2026-05-21T10:01:00+08:00"),
                        "notSentReason", null)));
        sections.add(section(
                "response",
                fields(
                        "responseId", "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
                        "receivedAt", moment("2026-05-08T12:00:00+08:00"),
                        "channel", "WEB",
                        "late", true,
                        "validity", "SUSPECT",
                        "reasons", List.of("NO_TEXT"),
                        "scores", fields("overall", 2, "responseSpeed", 1, "attitude", 4),
                        "scale", fields("overall", "1-5", "responseSpeed", "1-5", "attitude", "1-5"),
                        "normalised", fields("overall", 25, "responseSpeed", 0, "attitude", 75),
                        "comment", texts.getOrDefault("comment", "等了三天才有人来。\n师傅态度不错，但没有修好。"),
                        "suggestion", texts.getOrDefault("suggestion", "希望提前电话预约。"),
                        "directions", List.of("process", "training"),
                        "tags", List.of(fields("tag", "响应慢", "words", List.of("等了三天"))),
                        "sentiment", "NEGATIVE",
                        "major", true,
                        "majorWords", List.of("终止合作"),
                        "triage", List.of(fields("duty", "RECOVERY", "ruleId", "Rule_LowScore", "reason", "总体评分不高于 3")),
                        "questionnaire", fields("key", "survey-standard", "version", 1))));
        sections.add(section(
                "duties",
                List.of(
                        fields(
                                "dutyId",
                                "1",
                                "type",
                                "SUGGESTION_REPLY",
                                "state",
                                "OPEN",
                                "openedAt",
                                moment("2026-05-08T12:00:00+08:00"),
                                "dueAt",
                                moment("2026-05-15T18:00:00+08:00"),
                                "warnedAt",
                                List.of(moment("2026-05-14T09:00:00+08:00")),
                                "breachedAt",
                                moment("2026-05-15T18:00:00+08:00"),
                                "escalatedTo",
                                List.of("operations-manager"),
                                "department",
                                null,
                                "closedAt",
                                null,
                                "outcome",
                                null),
                        fields(
                                "dutyId", "2",
                                "type", "THANKS",
                                "state", "CLOSED",
                                "openedAt", moment("2026-05-08T12:00:00+08:00"),
                                "dueAt", moment("2026-05-08T18:00:00+08:00"),
                                "closedAt", moment("2026-05-08T12:00:30+08:00"),
                                "outcome", "REPLIED",
                                "replyText", "感谢您的建议，\n我们已经改为提前一天预约。"))));
        sections.add(section(
                "messages",
                List.of(
                        fields(
                                "kind",
                                "INVITATION",
                                "channel",
                                "EMAIL",
                                "state",
                                "SENT",
                                "at",
                                moment("2026-05-07T10:01:00+08:00"),
                                "attempts",
                                1,
                                "lastError",
                                null),
                        fields(
                                "kind",
                                "ACKNOWLEDGEMENT",
                                "channel",
                                "EMAIL",
                                "state",
                                "UNDELIVERABLE",
                                "at",
                                moment("2026-05-08T12:05:00+08:00"),
                                "attempts",
                                6,
                                "lastError",
                                "SMTP_550",
                                "trouble",
                                "ADDRESS_REFUSED"))));
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    private static StaffSection staffSection(String name, Object content) {
        return new StaffSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Object of(CaseNo caseNo) {
                return content;
            }
        };
    }

    private static TimelineEntry entry(String at, String kind, String text, String by) {
        return new TimelineEntry(moment(at), kind, text, by);
    }
}
