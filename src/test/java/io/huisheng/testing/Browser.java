package io.huisheng.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, driven by the node of this machine, so that nothing is downloaded for a test. */
public final class Browser implements AutoCloseable {

    private static final String ADVICE =
            "The browser tests need Chromium and node on the PATH: apt-get install -y chromium nodejs fonts-noto-cjk";
    private static final int PATIENCE_IN_MILLIS = 60_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Path node, Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_IN_MILLIS);
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        // a test that runs as root in a container has no sandbox to go to
                        .setChromiumSandbox(false)
                        .setTimeout(PATIENCE_IN_MILLIS)
                        .setArgs(List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Opens it; where there is none, the test is skipped, in CI it fails. */
    public static Browser ofThisMachine() {
        var node = onPath("node");
        var executable = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Browser::onPath)
                .flatMap(Optional::stream)
                .findFirst();
        if (node.isPresent() && executable.isPresent()) {
            return new Browser(node.get(), executable.get());
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return Assertions.fail(ADVICE);
        }
        System.err.println(ADVICE);
        return Assumptions.abort(ADVICE);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A fresh session at a desk in China. */
    public BrowserContext desk() {
        return open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    /** A fresh session on a phone in China, with or without JavaScript. */
    public BrowserContext phone(boolean javaScript) {
        return open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2)
                .setJavaScriptEnabled(javaScript));
    }

    private BrowserContext open(com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = chromium.newContext(options.setLocale("zh-CN").setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE_IN_MILLIS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complain(message.page(), message.text() + " " + message.location());
            }
        });
        context.onWebError(error -> complain(error.page(), error.error()));
        return context;
    }

    /** Camunda's own pages may say what they like. */
    private void complain(Page page, String what) {
        if (page == null || !page.url().contains("/camunda/")) {
            complaints.add((page == null ? "" : page.url() + ": ") + what);
        }
    }

    /** The errors of scripts, policies and missing files that our own pages caused since the last call. */
    public List<String> complaints() {
        var all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /** Reads the page as axe-core does for people who can't see it well, use no mouse, or listen to it. */
    public static void isAccessible(Page page) {
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as("%s as axe-core reads it", page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }

    /** Fills in the form of the login page, which is open, as one of the demo's staff. */
    public static void login(Page page, String user) {
        page.getByLabel("用户名").fill(user);
        page.getByLabel("密码").fill("demo");
        button(page, "登录").click();
        PlaywrightAssertions.assertThat(page).hasTitle("首页 · 回声");
    }

    /** Opens this filter of Tasklist; those of its tasks in which all these words stand. */
    public static Locator tasks(Page page, RunningHuisheng huisheng, String filter, String... words) {
        page.navigate(huisheng.base() + "/camunda/app/tasklist/default/");
        page.getByText(filter).first().click();
        var tasks = page.locator("[cam-tasks] li.task");
        for (var word : words) {
            tasks = tasks.filter(new Locator.FilterOptions().setHasText(word));
        }
        return tasks;
    }

    public static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Leaves a picture of what the window shows in {@code target/screenshots}. */
    public static void picture(Page page, String name) {
        page.screenshot(pictureOf(name));
    }

    /** Leaves a picture of the page from its top to its end in {@code target/screenshots}. */
    public static void longPicture(Page page, String name) {
        page.screenshot(pictureOf(name).setFullPage(true));
    }

    private static ScreenshotOptions pictureOf(String name) {
        return new ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
