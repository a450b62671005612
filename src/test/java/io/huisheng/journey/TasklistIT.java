package io.huisheng.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.huisheng.testing.Browser.button;
import static io.huisheng.testing.Browser.longPicture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.huisheng.testing.Browser;
import io.huisheng.testing.Events;
import io.huisheng.testing.RunningHuisheng;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every task of the duties is opened, filled in and completed by somebody of its group; leaves a picture of each form. */
@DisplayName("The duties, in Tasklist, in a browser")
class TasklistIT {

    private static final double FORM_DRAWN_IN_MILLIS = 100;

    @AutoClose
    private static Browser browser;

    @AutoClose
    private static RunningHuisheng huisheng;

    @BeforeAll
    static void start(@TempDir Path folder) {
        browser = Browser.ofThisMachine();
        huisheng = RunningHuisheng.demoIn(folder);
    }

    @Test
    @DisplayName("E3 E4 E9 C7: a recovery goes through a dispute and two departments to the customer's own verdict")
    void recoversAService() {
        var caseNo = "WO-RECOVER";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "2", "comment", "配件缺货，等了两个星期才到。"));
        assertThat(huisheng.duty(caseNo, "RECOVERY").path("department").asText())
                .isEqualTo("warehouse");

        work("warehouse", caseNo, "接手补救", page -> {
            choose(page, "有争议，不属于本部门");
            select(page, "应由哪个部门处理", "技术主管");
            fill(page, "不属于本部门的理由（仅内部可见）", "型号报错，配件早已到货。");
        });
        work("quality", caseNo, "裁定部门争议", page -> {
            fill(page, "现场核实情况与裁定理由（仅内部可见）", "现场查看了领料单：型号由维修人员报错。");
            select(page, "裁定由哪个部门处理", "技术主管");
        });
        work("technical-lead", caseNo, "处理补救", page -> {
            choose(page, "已处理完");
            fill(page, "做了什么（仅内部可见）", "重新核对型号并更换。");
            select(page, "主要原因", "技术能力");
            fill(page, "补救费用（元）", "120");
        });
        work("customer-service", caseNo, "回访补救结果", page -> choose(page, "没有联系上"));
        huisheng.clock("to", tomorrowAt(19));
        work("customer-service", caseNo, "换个时段再次回访", page -> {
            assertThat(page.getByLabel("补救记录")).hasValue(Pattern.compile("重新核对型号并更换。"));
            choose(page, "客户认可处理结果");
            choose(page, "5 非常满意");
            fill(page, "客户对补救的意见", "这次很快。");
        });
        assertThat(huisheng.duty(caseNo, "RECOVERY").path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    @DisplayName(
            "C7: the customer names the real fault only in the call back; quality rules, and another department works")
    void disputesInTheCallBack() {
        var caseNo = "WO-DISPUTE";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "2", "comment", "配件缺货，等了两个星期才到。"));
        work("warehouse", caseNo, "接手补救", page -> choose(page, "接手，由本部门处理"));
        work("warehouse", caseNo, "处理补救", page -> {
            choose(page, "已处理完");
            fill(page, "做了什么（仅内部可见）", "配件已补发。");
            select(page, "主要原因", "备件供应");
        });

        work("customer-service", caseNo, "回访补救结果", page -> {
            choose(page, "已联系上，责任部门有争议");
            select(page, "应由哪个部门处理", "技术主管");
            fill(page, "为什么应由别的部门处理（仅内部可见）", "客户说配件早到了，是型号报错。");
        });
        work("quality", caseNo, "裁定部门争议", page -> {
            assertThat(page.getByLabel("补救记录")).hasValue(Pattern.compile("客户说配件早到了，是型号报错。"));
            fill(page, "现场核实情况与裁定理由（仅内部可见）", "领料单上的型号有误。");
            select(page, "裁定由哪个部门处理", "技术主管");
        });

        assertThat(huisheng.login("technical-lead", "demo").tasks(caseNo)).hasSize(1);
        assertThat(huisheng.duty(caseNo, "RECOVERY").path("department").asText())
                .isEqualTo("technical-lead");
    }

    @Test
    @DisplayName("E5: a major complaint, from the three leads who join to the documented end of failed contacts")
    void handlesAMajorComplaint() {
        var caseNo = "WO-MAJOR";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "1", "comment", "再不解决我要终止合作，并向 12315 投诉。"));

        for (var lead : new String[] {"technical-lead", "after-sales-supervisor", "customer-service-lead"}) {
            work(lead, caseNo, "加入专项小组", page -> fill(page, "我负责的部分（选填，仅内部可见）", "查明原因"));
        }
        work("customer-service-lead", caseNo, "首次联系客户", page -> contact(page, "已联系上"));
        work("after-sales-supervisor", caseNo, "与客户商定方案", page -> {
            fill(page, "与客户商定的方案（仅内部可见）", "更换整机。");
            fill(page, "负责人", "陈静");
            fill(page, "计划完成日期", "2026-05-20");
        });
        huisheng.clock("advance", "P3D");
        work("customer-service-lead", caseNo, "告知客户进展", page -> {
            fill(page, "给客户的进展（客户将原样收到这段文字）", "整机已经发出，预计周五上门更换。");
            assertThat(page.getByLabel("客户可以找谁")).not().hasValue("");
        });
        huisheng.clock("to", tomorrowAt(19));
        work("customer-service-lead", caseNo, "落实方案并请客户确认", page -> {
            select(page, "联系方式", "电话");
            choose(page, "未联系上");
        });
        // two more attempts at other times of day, as the rule demands
        for (var hour : new int[] {10, 14}) {
            huisheng.clock("to", tomorrowAt(hour));
            work("customer-service-lead", caseNo, "再次请客户确认", page -> {
                select(page, "联系方式", "电话");
                choose(page, "未联系上");
            });
        }
        work("management", caseNo, "决定是否结案", page -> {
            choose(page, "结案：已多次在不同时段联系，均未联系上");
            fill(page, "理由（仅内部可见）", "三天内三个时段均未接通，方案已落实。");
        });
        assertThat(huisheng.duty(caseNo, "MAJOR_COMPLAINT").path("state").asText())
                .isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("B3: an interview that is busy first, then reached, and the promised call back")
    void interviewsACustomer() {
        var caseNo = "WO-PHONE";
        var event = Events.event("evt-" + caseNo, "RESOLVED", "COMPLAINT", caseNo, "C-" + caseNo, huisheng.now())
                .replaceFirst("\"email\":\"[^\"]*\"", "\"email\":null");
        assertThat(huisheng.event(event).statusCode()).isEqualTo(201);
        huisheng.clock("advance", "PT1S");

        work("customer-service", caseNo, "电话回访客户", page -> choose(page, "无人接听"));
        huisheng.clock("advance", "P4D");
        work("customer-service", caseNo, "电话回访客户", page -> {
            choose(page, "接通并完成回访");
            assertThat(page.getByText("Select", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
            fill(page, "总体满意度（1–10）", "9");
            select(page, "响应速度（选填）", "4 满意");
            fill(page, "客户原话：满意或不满意之处", "师傅讲得很清楚。");
            moment(page, "通话结束的时刻", huisheng.now());
            page.getByLabel(Pattern.compile("^我答应了客户回电")).check();
            fill(page, "说明（仅内部可见", "答应查清延保价格后回电。");
        });
        work("customer-service", caseNo, "兑现回电承诺", page -> {
            choose(page, "联系上了，已兑现");
            fill(page, "回电时说了什么、客户怎么说（仅内部可见）", "已告知延保价格。");
        });
        assertThat(huisheng.duty(caseNo, "INTERVIEW").path("state").asText()).isEqualTo("CLOSED");
        var response = huisheng.caseFile(caseNo).path("response");
        assertThat(response.at("/scores/overall").asInt()).isEqualTo(9);
        assertThat(response.at("/scores/responseSpeed").asInt()).isEqualTo(4);
        assertThat(response.path("comment").asText()).isEqualTo("师傅讲得很清楚。");
    }

    @Test
    @DisplayName(
            "C3: a score without words is asked about; what the customer adds stands beside the answer as it was given")
    void verifiesAnAnswer() {
        var caseNo = "WO-VERIFY";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "4"));

        work("customer-service", caseNo, "联系客户核实", page -> {
            choose(page, "联系上了，客户更正或补充");
            fill(page, "客户的本意（仅内部可见）", "上门很快，但空调仍有异响。");
            select(page, "更正后的解决效果（没有变化不选）", "2 不满意");
            fill(page, "客户补充的原话：满意或不满意之处", "修完还是有异响。");
        });
        assertThat(huisheng.duty(caseNo, "VERIFICATION").path("state").asText()).isEqualTo("CLOSED");
        var response = huisheng.caseFile(caseNo).path("response");
        assertThat(response.at("/scores/problemSolving").asInt()).isEqualTo(4);
        assertThat(response.path("comment").isNull()).isTrue();
        try (var desk = browser.desk()) {
            var page = login(desk.newPage(), "customer-service-lead");
            page.navigate(huisheng.base() + "/cases/" + caseNo);
            assertThat(page.getByText("上门很快，但空调仍有异响。")).isVisible();
            assertThat(page.locator("main")).not().containsText("dutyId");
            page.getByLabel("新备注").fill("客户希望周五下午上门 <b>");
            Browser.button(page, "添加备注").click();
            assertThat(page.getByText("客户希望周五下午上门 <b>")).isVisible();
            Browser.isAccessible(page);
        }
    }

    @Test
    @DisplayName("E7: the customer gets the words that stand in the answer to his suggestion")
    void repliesToASuggestion() {
        var caseNo = "WO-REPLY";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "5", "suggestion", "希望周末也能预约上门。"));

        work("after-sales-supervisor", caseNo, "答复客户建议", page -> {
            fill(page, "给客户的答复（客户将原样收到这段文字）", "从下个月起，周六也可以预约上门。");
            fill(page, "客户可以找谁（客户会看到）", "陈静");
        });
        assertThat(huisheng.duty(caseNo, "SUGGESTION_REPLY").path("state").asText())
                .isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("G3: a lead exports and erases a customer; his open task is gone from everybody's list")
    void erasesACustomer() {
        var caseNo = "WO-ERASE";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "5", "suggestion", "希望周末也能预约上门。"));
        try (var desk = browser.desk()) {
            var page = login(desk.newPage(), "customer-service-lead");
            page.navigate(huisheng.base() + "/cases/" + caseNo);
            Browser.isAccessible(page);
            page.getByText("客户页面").click();
            Browser.isAccessible(page);
            var export = page.waitForDownload(() -> button(page, "导出资料").click());
            assertThat(export.path()).content().contains("希望周末也能预约上门。");

            page.getByText("删除客户资料").click();
            Browser.isAccessible(page);
            page.getByLabel("原因").selectOption("CUSTOMER_REQUEST");
            page.getByLabel("再次输入客户编号以确认").fill("C-" + caseNo);
            button(page, "永久删除").click();
            assertThat(page.getByText("C-" + caseNo)).hasCount(0);
            Browser.isAccessible(page);
            huisheng.clock("advance", "PT1S");

            page.navigate(huisheng.base() + "/cases/" + caseNo);
            assertThat(page.getByText("客户资料已删除").first()).isVisible();
            assertThat(page.getByText("希望周末也能预约上门。")).hasCount(0);
        }
        assertThat(huisheng.login("after-sales-supervisor", "demo").tasks(caseNo))
                .isEmpty();
    }

    @Test
    @DisplayName("E8: a task that is late says so in the list, by the clock of the house")
    void saysWhatIsLate() {
        var caseNo = "WO-LATE";
        var link = invited(caseNo);
        answer(link, Map.of("overall", "5", "suggestion", "希望周末也能预约上门。"));
        huisheng.clock("advance", "P20D");
        try (var desk = browser.desk()) {
            var page = login(desk.newPage(), "after-sales-supervisor");
            var late = Browser.tasks(page, huisheng, "已逾期", caseNo, "答复客户建议");
            assertThat(late).containsText("已超期，已上报下一级");
            longPicture(page, "list-of-late-tasks");
        }
    }

    private static void contact(Page page, String outcome) {
        select(page, "联系方式", "电话");
        choose(page, outcome);
        fill(page, "客户说了什么（仅内部可见）", "希望尽快更换。");
    }

    /** Somebody logs in, finds the task among those of his group, claims it, fills in its form and completes it. */
    private static void work(String user, String caseNo, String task, Consumer<Page> filledIn) {
        try (var desk = browser.desk()) {
            var page = login(desk.newPage(), user);
            Browser.tasks(page, huisheng, "我的组任务", caseNo, task).first().click();
            button(page, "领取").click();
            var form = page.locator(".fjs-container");
            assertThat(form.getByLabel("案例号")).hasValue(caseNo);
            assertThat(form.locator(":enabled").first()).isVisible();
            filledIn.accept(page);
            longPicture(page, "task-" + task + "-" + user);
            button(page, "完成").click();
            assertThat(form).hasCount(0);
        }
        huisheng.clock("advance", "PT1S");
    }

    private static void fill(Page page, String label, String text) {
        var field = page.getByLabel(label);
        // A field that the form redraws while it is filled stays empty; people would see that and type again.
        page.waitForCondition(() -> {
            field.fill(text);
            page.waitForTimeout(FORM_DRAWN_IN_MILLIS);
            return field.inputValue().equals(text);
        });
    }

    private static void choose(Page page, String option) {
        page.getByLabel(option, new Page.GetByLabelOptions().setExact(true)).check();
    }

    private static void select(Page page, String label, String option) {
        var field = page.locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label));
        var choice = field.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(option));
        // A list that opens while the form is redrawn closes again; people would see that and click once more.
        page.waitForCondition(() -> {
            if (!choice.isVisible()) {
                field.locator(".fjs-input-group").click();
                page.waitForTimeout(FORM_DRAWN_IN_MILLIS);
            }
            return choice.isVisible();
        });
        choice.click();
        assertThat(field.locator(".fjs-select-display")).hasText(option);
    }

    private static void moment(Page page, String label, String at) {
        page.getByLabel(label + "（日期）").fill(at.substring(0, 10));
        page.keyboard().press("Enter");
        page.getByLabel("钟点（北京时间）").fill(at.substring(11, 16));
        page.keyboard().press("Tab");
    }

    private static String invited(String caseNo) {
        return huisheng.invited(caseNo, "C-" + caseNo);
    }

    /** Every dimension that the customer says nothing about gets his overall score. */
    private static void answer(String link, Map<String, String> said) {
        var fields = new HashMap<String, String>();
        for (var dimension :
                new String[] {"responseSpeed", "problemSolving", "professionalism", "attitude", "compliance"}) {
            fields.put(dimension, said.get("overall"));
        }
        fields.putAll(said);
        huisheng.answer(link, fields);
    }

    private static Page login(Page page, String user) {
        page.navigate(huisheng.base() + "/login");
        Browser.login(page, user);
        return page;
    }

    private static String tomorrowAt(int hour) {
        return OffsetDateTime.parse(huisheng.now())
                .plusDays(1)
                .withHour(hour)
                .withMinute(0)
                .toString();
    }
}
