package io.huisheng.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.huisheng.testing.Browser.button;
import static io.huisheng.testing.Browser.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.huisheng.testing.Browser;
import io.huisheng.testing.RunningHuisheng;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes the pictures of the README to {@code target/screenshots} on its way. */
@DisplayName("The packaged demo, in a browser")
class BrowserIT {

    /** What people type when they want to see whether a page believes it. */
    private static final String HOSTILE = "<b>x</b> {{7*7}} ${7*7} 😀 𠮷";

    private static final String COMMENT = "师傅很专业，讲解耐心。" + HOSTILE;
    private static final String SUGGESTION = "希望周末也能预约上门。" + HOSTILE;
    private static final String REPLY = "感谢您的建议：六月起周末也可以预约上门，小程序里选“周末时段”即可。" + HOSTILE;

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
    @DisplayName("B14 E1: from the button of the demo to the reply that the customer reads, everybody on his own page")
    void goesRoundTheWholeLoop() {
        String caseNo;
        try (var desk = browser.desk()) {
            caseNo = aRepairIsFinishedAndTwoDaysPass(desk);
            var satisfied = linkIn(openMail(desk, caseNo, "邀请"), "?overall=4");
            try (var phone = browser.phone(true)) {
                theCustomerAnswers(phone, satisfied);
            }
            huisheng.clock("advance", "PT1S");
        }
        try (var desk = browser.desk()) {
            var page = login(desk, "after-sales-supervisor");
            theCaseShowsTheAnswer(page, caseNo);
            theTaskIsClaimedAndCompleted(page, caseNo);
            huisheng.clock("advance", "PT1S");

            assertThat(openMail(desk, caseNo, "答复").locator(".demo-text")).containsText(REPLY);
            page.navigate(huisheng.base() + "/cases/" + caseNo);
            assertThat(page.locator(".title .state")).hasText("已关闭");
            assertThat(page.locator(".duties")).containsText(REPLY);
            assertThat(huisheng.caseFile(caseNo).path("stage").asText()).isEqualTo("CLOSED");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("Without JavaScript a customer sees the same form, is told what is missing, and answers")
    void answersWithoutJavaScript() {
        try (var desk = browser.desk();
                var phone = browser.phone(false)) {
            var caseNo = aRepairIsFinishedAndTwoDaysPass(desk);
            var page = phone.newPage();
            page.navigate(linkIn(openMail(desk, caseNo, "邀请"), ""));
            huisheng.clock("advance", "PT10M");
            send(page);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("还没有提交成功");
            assertThat(page.locator(".question.wrong")).not().hasCount(0);

            rate(page, "总体来说", "5 非常满意");
            rateTheService(page);
            send(page);

            assertThat(page.getByRole(AriaRole.HEADING)).hasText("谢谢，已收到您的评价");
            assertThat(huisheng.caseFile(caseNo).at("/response/scores/overall").asInt())
                    .isEqualTo(5);
        }
        // Chromium reports the form that was refused as well
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("status of 400"));
    }

    @Test
    @DisplayName("An auditor finds the feedback loop in Cockpit")
    void watchesTheLoopInCockpit() {
        try (var desk = browser.desk()) {
            aRepairIsFinishedAndTwoDaysPass(desk);
            var page = login(desk, "auditor");
            page.navigate(huisheng.base() + "/camunda/app/cockpit/default/#/processes");
            var loop = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("售后反馈闭环"));
            assertThat(loop.first()).isVisible();
            loop.first().click();
            assertThat(page.locator("svg [data-element-id=Event_MomentReached]").first())
                    .isVisible();
            assertThat(page.locator(".djs-overlay .badge").first()).isVisible();
            assertThat(page.getByText("正在加载").locator("visible=true")).hasCount(0);
            picture(page, "cockpit");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static String aRepairIsFinishedAndTwoDaysPass(BrowserContext desk) {
        var page = desk.newPage();
        page.navigate(huisheng.base() + "/demo");
        button(page, "新维修完成").click();
        var done = page.getByText(Pattern.compile("服务完成已报告：WO-.+"));
        assertThat(done).isVisible();
        var caseNo = done.textContent().replaceFirst(".*：", "");
        for (var day = 0; day < 2; day++) {
            button(page, "+1 天").click();
            assertThat(page.getByText(Pattern.compile("时钟已拨到"))).isVisible();
        }
        Browser.isAccessible(page);
        picture(page, "demo");
        return caseNo;
    }

    /** Opens the mailbox, and there the newest mail of this kind for this case. */
    private static Page openMail(BrowserContext desk, String caseNo, String kind) {
        var page = desk.newPage();
        page.navigate(huisheng.base() + "/demo/mailbox");
        Browser.isAccessible(page);
        page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(caseNo))
                .filter(new Locator.FilterOptions().setHasText(kind))
                .locator("a[href*='/demo/mailbox/']")
                .first()
                .click();
        assertThat(page.locator(".demo-head")).containsText(caseNo);
        return page;
    }

    /** A link of the letter itself; its frame lets no script in, so its source is read. */
    private static String linkIn(Page mail, String end) {
        var letter = mail.request()
                .get(huisheng.base() + mail.locator("iframe.demo-mail").getAttribute("src"))
                .text();
        var link = Pattern.compile("href=\"(http[^\"]*/s/[^\"?/]+" + Pattern.quote(end) + ")\"")
                .matcher(letter);
        assertThat(link.find()).as(letter).isTrue();
        return link.group(1);
    }

    private static void theCustomerAnswers(BrowserContext phone, String link) {
        assertThat(link).endsWith("?overall=4");
        var page = phone.newPage();
        page.navigate(link);
        assertThat(question(page, "总体来说").getByLabel("4 满意")).isChecked();
        assertThat(page.locator("#progress-text")).containsText("已答 1 /");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
        Browser.isAccessible(page);
        picture(page, "survey");

        // People need minutes for this; an answer within seconds would be suspect (C1).
        huisheng.clock("advance", "PT10M");
        rateTheService(page);
        page.getByLabel("这次服务中，哪些地方让您满意或不满意？").fill(COMMENT);
        page.getByLabel("您希望我们在哪些方面改进？").fill(SUGGESTION);
        Browser.isAccessible(page);
        send(page);

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("谢谢，已收到您的评价");
        Browser.isAccessible(page);
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("您的评价已经收到");
    }

    private static void theCaseShowsTheAnswer(Page page, String caseNo) {
        Browser.isAccessible(page);
        page.navigate(huisheng.base() + "/cases");
        Browser.isAccessible(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(caseNo))
                .click();

        assertThat(page.locator(".scores")).containsText("总体满意度");
        assertThat(page.locator(".scores tbody tr")).hasCount(6);
        assertThat(page.locator("blockquote.words")).hasText(new String[] {COMMENT, SUGGESTION});
        assertThat(page.locator("blockquote.words b")).hasCount(0);
        assertThat(page.locator(".duties > li").filter(new Locator.FilterOptions().setHasText("答复建议")))
                .containsText(Pattern.compile("截止\\s*2026-05-\\d\\d 18:00"));
        assertThat(page.locator(".diagram svg .huisheng-passed").first()).isVisible();
        assertThat(page.locator(".diagram svg .huisheng-current").first()).isVisible();
        Browser.isAccessible(page);
        page.evaluate("document.getElementById('h-response').parentElement.scrollIntoView()");
        picture(page, "case");
    }

    private static void theTaskIsClaimedAndCompleted(Page page, String caseNo) {
        Browser.tasks(page, huisheng, "我的组任务", caseNo).click();
        button(page, "领取").click();
        var reply = page.getByLabel("给客户的答复（客户将原样收到这段文字）");
        assertThat(reply).isEnabled();
        assertThat(page.getByLabel("案例号")).hasValue(caseNo);
        assertThat(page.getByLabel("客户原话")).hasValue("评价：" + COMMENT + "\n建议：" + SUGGESTION);
        reply.fill(REPLY);
        picture(page, "tasklist");
        button(page, "完成").click();
        assertThat(reply).hasCount(0);
    }

    private static Page login(BrowserContext desk, String user) {
        var page = desk.newPage();
        page.navigate(huisheng.base() + "/");
        assertThat(page).hasURL(Pattern.compile(".*/login$"));
        Browser.isAccessible(page);
        Browser.login(page, user);
        return page;
    }

    private static void rateTheService(Page page) {
        rate(page, "响应速度", "4 满意");
        rate(page, "解决效果", "5 非常满意");
        rate(page, "专业能力", "5 非常满意");
        rate(page, "服务态度", "5 非常满意");
        rate(page, "流程合规", "4 满意");
    }

    private static void rate(Page page, String question, String step) {
        question(page, question)
                .getByLabel(step, new Locator.GetByLabelOptions().setExact(true))
                .check();
    }

    private static Locator question(Page page, String words) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile(words)));
    }

    private static void send(Page page) {
        button(page, "提交评价").click();
    }
}
