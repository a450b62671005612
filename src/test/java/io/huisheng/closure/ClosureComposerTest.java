package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.huisheng.assessment.Assessment;
import io.huisheng.assessment.Assessments;
import io.huisheng.assessment.Sentiment;
import io.huisheng.assessment.Validity;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.Contact;
import io.huisheng.customer.Customers;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer.Composition;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.Responses;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

@DisplayName("Messages about duties")
class ClosureComposerTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    private static final Instant NOW =
            OffsetDateTime.parse("2026-05-08T10:00:00+08:00").toInstant();
    private static final Instant DUE =
            OffsetDateTime.parse("2026-05-15T18:00:00+08:00").toInstant();
    private static final String HOSTILE = "建议周末也上门 ${7*7} #{x} [[${x}]] {{x}} <script>alert(1)</script> 😀𠮷";

    private final DutyRows rows = mock(DutyRows.class);
    private final CaseFiles files = mock(CaseFiles.class);
    private final Customers customers = mock(Customers.class);
    private final Responses responses = mock(Responses.class);
    private final Staff staff = mock(Staff.class);
    private final Rewards rewards = mock(Rewards.class);
    private final DutyClocks clocks = mock(DutyClocks.class);
    private final UUID id = UUID.randomUUID();
    private final ClosureComposer composer = new ClosureComposer(
            rows, clocks, files, customers, responses, staff, rewards, "https://feedback.example.com");

    @BeforeEach
    void knowTheCase() {
        var service =
                new ServiceRecord("空调", "KFR-35GW", List.of("维修"), null, null, null, null, null, null, "更换电容", null);
        var file = new CaseFile(
                CASE,
                "C1",
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                NOW,
                service,
                Stage.ANSWERED,
                null,
                1,
                NOW,
                null);
        when(files.get(CASE)).thenReturn(file);
        when(files.find(CASE)).thenReturn(Optional.of(file));
        when(staff.titleOf(anyString())).thenReturn("运营经理");
        var answer = answer();
        when(responses.allOf(CASE, 1)).thenReturn(List.of(answer));
        when(responses.of(CASE)).thenReturn(Optional.of(answer));
        when(rows.replyOf(id)).thenReturn(Optional.of(new DutyRows.Written("已安排。\n" + HOSTILE, "李敏")));
        when(rewards.registeredFor(any(), anyInt(), any()))
                .thenAnswer(
                        call -> call.getArgument(2, Locale.class).getLanguage().equals("en") ? "10 points" : "10 积分");
        writesTo("zhang@example.com", "zh-CN");
        is(Duty.State.OPEN);
    }

    private static Response answer() {
        return new Response(
                UUID.randomUUID(),
                CASE,
                1,
                NOW,
                "WEB",
                false,
                false,
                "survey-standard",
                1,
                "zh-CN",
                Map.of("overall", 2, "attitude", 1),
                Map.of("overall", "1-5", "attitude", "1-5"),
                Map.of(),
                Map.of("comment", "等了三天", "suggestion", HOSTILE),
                false,
                90,
                8,
                true);
    }

    private void writesTo(@Nullable String email, String language) {
        when(customers.contactOf("C1")).thenReturn(new Contact("张三", email, null, null, language));
    }

    private void is(Duty.State state) {
        when(rows.find(id))
                .thenReturn(Optional.of(
                        new Duty(id, CASE, 1, DutyType.SUGGESTION_REPLY, state, NOW, DUE, null, null, null, null)));
        when(clocks.find(id))
                .thenReturn(Optional.of(new DutyClocks.Known(id, "答复客户建议", DUE, state == Duty.State.OPEN)));
    }

    private Composition compose(String kind, @Nullable String role) {
        return composer.compose(new QueuedMessage(UUID.randomUUID(), kind, CASE, id, role));
    }

    @ParameterizedTest
    @CsvSource({
        "THANKS, zh-CN, 10 积分",
        "THANKS, en, 10 points",
        "THANKS, EN-us, 10 points",
        "ACKNOWLEDGEMENT, zh-CN, 正在由专人处理",
        "ACKNOWLEDGEMENT, en, taking care",
        "REPLY, zh-CN, 我们的答复",
        "REPLY, en, Our answer"
    })
    @DisplayName("E1, E2, E7: speak the customer's language, name a contact, and repeat words as they were written")
    void speakTheCustomersLanguage(String kind, String language, String says) {
        writesTo("zhang@example.com", language);

        var letter = (Letter) compose(kind, null);

        assertThat(letter.to()).isEqualTo("zhang@example.com");
        assertThat(letter.unsubscribeLink()).isNull();
        var text = rendered(letter, "txt");
        var html = rendered(letter, "html");
        assertThat(text).contains("张三", says, "WO-20260506-0001", "售后热线", "400-000-0000");
        assertThat(html).contains("张三", says, "售后热线").doesNotContain("<script>");
        if (!kind.equals("THANKS")) {
            assertThat(text).contains(HOSTILE);
            assertThat(html).contains("${7*7} #{x} [[${x}]] {{x}} &lt;script&gt;alert(1)&lt;/script&gt;");
        }
        if (kind.equals("REPLY")) {
            assertThat(text).contains("已安排。\n" + HOSTILE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 专项小组, 我们会在 2026年5月15日 18:00 前与您联系。",
        "en, very sorry, 'We will contact you by 15 May 2026, 18:00 (Beijing time).'"
    })
    @DisplayName("E5: tell who complains at once until when he will hear from us, as the standard promises")
    void promiseAContact(String language, String says, String promise) {
        writesTo("zhang@example.com", language);
        when(rows.find(id))
                .thenReturn(Optional.of(new Duty(
                        id, CASE, 1, DutyType.MAJOR_COMPLAINT, Duty.State.OPEN, NOW, DUE, null, null, null, null)));
        when(clocks.promiseOf(id))
                .thenReturn(Optional.of(
                        new DutyClocks.Promise("我们会在 {dueAt} 前与您联系。", "We will contact you by {dueAt}.", DUE)));

        var letter = (Letter) compose("ACKNOWLEDGEMENT", null);

        assertThat(rendered(letter, "txt"))
                .contains("张三", says, promise, "售后热线")
                .doesNotContain(HOSTILE);
        assertThat(rendered(letter, "html")).contains(says, promise);
        assertThat(messages()
                        .getMessage(
                                "mail." + letter.template() + ".subject", letter.subjectArguments(), letter.locale()))
                .contains(CASE.value());
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 您的专属联系人：李敏，400", "en, 'Your personal contact: 李敏，400'"})
    @DisplayName("E5: tell the progress in the words of staff and name a person to turn to")
    void tellTheProgress(String language, String says) {
        writesTo("zhang@example.com", language);
        var major = mock(MajorRows.class);
        when(major.progress(id)).thenReturn(Optional.of(new MajorRows.Progress(id, HOSTILE, "李敏，400")));

        var letter = (Letter) new MajorComposer(major, rows, files, customers)
                .compose(new QueuedMessage(UUID.randomUUID(), "PROGRESS", CASE, id, null));

        assertThat(letter.to()).isEqualTo("zhang@example.com");
        assertThat(rendered(letter, "txt")).contains("张三", HOSTILE, says);
        assertThat(rendered(letter, "html")).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(messages().getMessage("mail.progress.subject", letter.subjectArguments(), letter.locale()))
                .contains(CASE.value());
    }

    @ParameterizedTest
    @CsvSource({"WARNING, 即将到期", "ESCALATION, 已经超过期限"})
    @DisplayName("E8: tell staff case, duty, limit and link, and nothing about the customer")
    void tellStaffWhatToDo(String kind, String says) {
        var letter = (Letter) compose(kind, "operations-manager");

        assertThat(letter.to()).isNull();
        var text = rendered(letter, "txt");
        assertThat(text)
                .contains(says, "答复客户建议", "2026-05-15 18:00", "https://feedback.example.com/cases/WO-20260506-0001")
                .doesNotContain("张三", "zhang@example.com", HOSTILE);
    }

    @Test
    @DisplayName("E3: tell whoever works on it that there is more from the customer, as long as it is being worked on")
    void tellWhoeverWorksOnIt() {
        var letter = (Letter) compose("JOINED", "warehouse");

        assertThat(letter.to()).isNull();
        assertThat(rendered(letter, "txt") + rendered(letter, "html"))
                .contains("已并入其中", "答复客户建议", "https://feedback.example.com/cases/WO-20260506-0001")
                .doesNotContain("张三", "zhang@example.com", HOSTILE);

        is(Duty.State.CLOSED);
        assertThat(compose("JOINED", "warehouse")).isInstanceOf(Withdrawn.class);
    }

    @Test
    @DisplayName("fail visibly where the customer has no address, because a letter without one can't leave")
    void failWithoutAnAddress() {
        writesTo(null, "zh-CN");

        assertThat(((Letter) compose("REPLY", null)).to()).isNull();
    }

    @Test
    @DisplayName(
            "E8: who is on record as told of a breach is told, also where the work was done in the meantime, and hears that")
    void tellOfABreachInAnyCase() {
        is(Duty.State.CLOSED);

        var letter = (Letter) compose("ESCALATION", "operations-manager");

        assertThat(rendered(letter, "txt")).contains("已经超过期限", "答复客户建议（现已结束，供您知悉）");
    }

    @Test
    @DisplayName("are withdrawn when they have lost their reason")
    void areWithdrawn() {
        is(Duty.State.CLOSED);
        assertThat(compose("WARNING", "quality"))
                .as("a reminder of what is done is noise")
                .isInstanceOf(Withdrawn.class);
        assertThat(compose("THANKS", null)).isInstanceOf(Letter.class);
        is(Duty.State.CANCELLED);
        assertThat(compose("ACKNOWLEDGEMENT", null)).isInstanceOf(Withdrawn.class);
        when(rows.find(id)).thenReturn(Optional.empty());
        assertThat(compose("REPLY", null)).isInstanceOf(Withdrawn.class);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, 请客户评价这次服务。总体满意度必填。, 这次服务",
        "true, true, 跟进调查：投诉已经处理完, 这次投诉的处理",
        "true, false, 客户已经答复过问卷, 这次服务"
    })
    @DisplayName("A9 B3: say what a call is for and what the customer is asked to rate")
    void sayWhatACallIsFor(boolean answered, boolean askedInPerson, String purpose, String about) {
        when(responses.isAnswered(CASE, 1)).thenReturn(answered);
        when(responses.isToBeAskedInPerson(CASE, 1)).thenReturn(askedInPerson);

        var call = new Briefs(files, responses, mock(), rows, mock(), customers, messages()).callAbout(CASE, 1);

        assertThat(call.get("callPurpose")).startsWith(purpose);
        assertThat(call).containsEntry("callAbout", about);
    }

    @Test
    @DisplayName("have a brief for the forms of tasks: product, scores, the customer's words, tags and the next limit")
    void haveABrief() {
        var assessments = mock(Assessments.class);
        when(assessments.find(any()))
                .thenReturn(Optional.of(new Assessment(
                        UUID.randomUUID(),
                        NOW,
                        Validity.VALID,
                        List.of(),
                        Map.of(),
                        null,
                        "1",
                        "abc",
                        Sentiment.NEGATIVE,
                        "RESPONSE",
                        true,
                        List.of(new Assessment.Tagged("响应慢", List.of("等了三天"))),
                        List.of(new Assessment.Tagged("regulator", List.of("12315"))))));
        var open = rows.find(id).orElseThrow();
        when(rows.of(CASE)).thenReturn(List.of(open));

        var brief = new Briefs(files, responses, assessments, rows, mock(), customers, messages()).of(CASE);

        assertThat(brief)
                .hasValue(new DutyBrief(
                        CASE,
                        "空调 · KFR-35GW · 维修 · 更换电容",
                        "总体满意度 2/5\n服务态度 1/5",
                        "评价：等了三天\n建议：" + HOSTILE,
                        "响应慢（等了三天）\n监管投诉（12315）",
                        DUE));
    }

    private static ReloadableResourceBundleMessageSource messages() {
        var messages = new ReloadableResourceBundleMessageSource();
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setBasenames("classpath:messages/closure", "classpath:messages/messaging");
        return messages;
    }

    private static String rendered(Letter letter, String suffix) {
        var engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(messages());
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/mail/");
        resolver.setTemplateMode(suffix.equals("html") ? TemplateMode.HTML : TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        var model = new HashMap<>(letter.model());
        model.putAll(Map.of(
                "caseNo", CASE.value(),
                "senderName", "售后服务中心",
                "contactName", "售后热线",
                "contactPhone", "400-000-0000",
                "contactEmail", "service@example.com",
                "subject", "主题",
                "lang", "zh-CN"));
        var language = letter.locale().getLanguage();
        return engine.process(letter.template() + "_" + language + "." + suffix, new Context(letter.locale(), model));
    }
}
