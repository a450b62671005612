package io.huisheng.assessment;

import static io.huisheng.assessment.Answers.CASE;
import static io.huisheng.assessment.Answers.MORNING;
import static io.huisheng.assessment.Answers.anAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.survey.Response;
import io.huisheng.survey.ResponseStored;
import io.huisheng.survey.Responses;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;

@DisplayName("Assessments")
class AssessmentsTest {

    private static final CaseNo OTHER_CASE = new CaseNo("WO-20260507-0002");

    private final Responses responses = mock(Responses.class);
    private final CaseFiles files = mock(CaseFiles.class);
    private final Customers customers = mock(Customers.class);
    private final Decisions decisions = new Decisions();
    private Room room;

    @AfterEach
    void close() {
        room.close();
    }

    private Assessments on(Database database) {
        room = Room.on(
                database,
                new TestClock("2026-05-08T10:20:30+08:00"),
                Assessments.class,
                AssessmentRows.class,
                Fingerprints.class,
                DictionaryFile.class,
                OwedAssessments.class,
                Events.class,
                Publisher.class,
                ResponseSection.class,
                RulingsSection.class,
                Answers.settings(),
                responses,
                files,
                customers,
                decisions);
        knows(CASE, "C1");
        knows(OTHER_CASE, "C2");
        return room.get(Assessments.class);
    }

    static class Decisions {

        final List<ValidityDecided> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void on(ValidityDecided decided) {
            heard.add(decided);
        }
    }

    @Configuration
    static class Events {

        @Bean
        TransactionalEventListenerFactory transactionalListeners() {
            return new TransactionalEventListenerFactory();
        }
    }

    static class Publisher {

        private final ApplicationEventPublisher events;

        Publisher(ApplicationEventPublisher events) {
            this.events = events;
        }
    }

    private void knows(CaseNo caseNo, String customerNo) {
        var nothing = new ServiceRecord(null, null, null, null, null, null, null, null, null, null, null);
        var file = new CaseFile(
                caseNo,
                customerNo,
                ServiceEvent.Scenario.REPAIR,
                ServiceEvent.Type.RESOLVED,
                MORNING,
                nothing,
                Stage.ANSWERED,
                null,
                1,
                MORNING,
                null);
        when(files.find(caseNo)).thenReturn(Optional.of(file));
        when(files.get(caseNo)).thenReturn(file);
        when(customers.profileOf(customerNo))
                .thenReturn(new CustomerProfile(
                        customerNo,
                        null,
                        "VIP",
                        null,
                        null,
                        "zh-CN",
                        CustomerProfile.Consent.YES,
                        false,
                        true,
                        true,
                        false,
                        true));
    }

    private Response stored(Answers answer) {
        var response = answer.given();
        when(responses.find(response.responseId())).thenReturn(Optional.of(response));
        if (response.caseNo() != null) {
            when(responses.of(response.caseNo())).thenReturn(Optional.of(response));
        }
        return response;
    }

    private int count(String table) {
        return room.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("D1–D3: keep scores, tags with the customer's words, mood, problem class and what they were made with")
    void keepWhatWasFound(Database database) {
        var assessments = on(database);
        var response =
                stored(anAnswer().score("overall", 1).score("attitude", 2).comment("師傅態度太差了，等了三天才来，再不解决我就打12315"));

        assessments.assess(response.responseId());

        var assessment = assessments.find(response.responseId()).orElseThrow();
        assertThat(assessment.validity()).isEqualTo(Validity.VALID);
        assertThat(assessment.sentiment()).isEqualTo(Sentiment.NEGATIVE);
        assertThat(assessment.normalised().get("overall")).isEqualByComparingTo("0");
        assertThat(assessment.normalised().get("attitude")).isEqualByComparingTo("25");
        assertThat(assessment.index()).isEqualByComparingTo("25");
        assertThat(assessment.tags()).extracting(Assessment.Tagged::tag).contains("响应慢", "态度差");
        assertThat(assessment.tags())
                .filteredOn(tag -> tag.tag().equals("态度差"))
                .first()
                .satisfies(tag -> assertThat(tag.words())
                        .anySatisfy(words -> assertThat(words).contains("態度太差")));
        assertThat(assessment.major()).isTrue();
        assertThat(assessment.majorWords()).contains("12315");
        assertThat(assessment.problemClass()).isEqualTo("RESPONSE");
        assertThat(assessment.dictionaryVersion()).hasSize(12);
        assertThat(assessment.weightsVersion()).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("happen once, however often and from wherever they are asked for at the same time")
    void happenOnce(Database database) throws Exception {
        var assessments = on(database);
        var response = stored(anAnswer().score("overall", 2).comment("等了三天才来人，打电话也没人接，太让人失望了"));

        atOnce(30, () -> {
            assessments.assess(response.responseId());
            return null;
        });

        assertThat(count("assessment")).isEqualTo(1);
        verify(files, times(1)).note(eq(CASE), eq("ASSESSED"), anyString(), eq("system"));
        assertThat(assessments.find(response.responseId()).orElseThrow().reasons())
                .as("an answer is no duplicate of itself")
                .doesNotContain(Reason.DUPLICATE);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("reach every stored answer, also anonymous ones that no diagram waits for")
    void reachEveryStoredAnswer(Database database) {
        var assessments = on(database);
        var response = stored(anAnswer().anonymously().score("overall", 5));

        room.transaction()
                .executeWithoutResult(status ->
                        room.get(Publisher.class).events.publishEvent(new ResponseStored(response.responseId())));

        assertThat(assessments.find(response.responseId()).orElseThrow().assessedAt())
                .as("B11: an anonymous answer and all that is made of it know their hour only")
                .isEqualTo(Instant.parse("2026-05-08T02:00:00Z"));
        assertThat(count("assessment_due")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are made up for after a crash between the answer and its assessment")
    void areMadeUpForAfterACrash(Database database) {
        var assessments = on(database);
        var response = stored(anAnswer().score("overall", 5));
        room.get(AssessmentRows.class).owe(response.responseId());

        assertThat(room.get(OwedAssessments.class).assessWaiting()).isEqualTo(1);

        assertThat(assessments.find(response.responseId())).isPresent();
        assertThat(room.get(OwedAssessments.class).assessWaiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("that fail wait and hold up nobody else")
    void thatFailHoldUpNobodyElse(Database database) {
        var assessments = on(database);
        var broken = anAnswer().given();
        var sound = stored(anAnswer().score("overall", 4));
        when(responses.find(broken.responseId())).thenThrow(new IllegalStateException("unreadable"));
        room.get(AssessmentRows.class).owe(broken.responseId());
        room.get(AssessmentRows.class).owe(sound.responseId());

        assertThat(room.get(OwedAssessments.class).assessWaiting()).isEqualTo(1);

        assertThat(assessments.find(sound.responseId())).isPresent();
        assertThat(room.jdbc()
                        .sql("select attempts from assessment_due")
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C2: suspect the repeated answer of a customer within a day, not a week later")
    void suspectRepeatedAnswers(Database database) {
        var assessments = on(database);
        var text = "安装师傅很准时，讲解也很清楚，下次还找你们";
        var first = stored(anAnswer().score("overall", 5).comment(text));
        var second = stored(anAnswer().score("overall", 5).comment(text).at(MORNING.plus(Duration.ofHours(3))));
        var later = stored(anAnswer().score("overall", 5).comment(text).at(MORNING.plus(Duration.ofDays(7))));

        List.of(first, second, later).forEach(response -> assessments.assess(response.responseId()));

        assertThat(assessments.find(first.responseId()).orElseThrow().validity())
                .isEqualTo(Validity.VALID);
        var repeated = assessments.find(second.responseId()).orElseThrow();
        assertThat(repeated.validity()).isEqualTo(Validity.SUSPECT);
        assertThat(repeated.reasons()).containsExactly(Reason.DUPLICATE);
        assertThat(decisions.heard)
                .contains(new ValidityDecided(second.responseId(), CASE, second.round(), Validity.SUSPECT));
        assertThat(assessments.find(later.responseId()).orElseThrow().validity())
                .isEqualTo(Validity.VALID);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C2: suspect the same long text of another customer, but not the same few words")
    void suspectCopiedTexts(Database database) {
        var assessments = on(database);
        var longText = "这次维修整体体验不错，师傅提前打电话确认时间，上门后很快找到问题，修完还帮忙清理了现场。";
        var mine = stored(anAnswer().score("overall", 5).comment(longText));
        var copied = stored(anAnswer().of(OTHER_CASE).score("overall", 4).comment(longText));
        var brief = stored(anAnswer().score("overall", 5).comment("服务很好，师傅很专业，非常感谢"));
        var alsoBrief = stored(anAnswer().of(OTHER_CASE).score("overall", 5).comment("服务很好，师傅很专业，非常感谢"));

        List.of(mine, copied, brief, alsoBrief).forEach(response -> assessments.assess(response.responseId()));

        assertThat(assessments.find(copied.responseId()).orElseThrow().reasons())
                .containsExactly(Reason.DUPLICATE);
        assertThat(assessments.find(mine.responseId()).orElseThrow().reasons()).isEmpty();
        assertThat(assessments.find(alsoBrief.responseId()).orElseThrow().reasons())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("C2: of two equal answers at the same moment exactly one is suspect")
    void noticeDuplicatesThatArriveTogether(Database database) throws Exception {
        var assessments = on(database);
        var answers = IntStream.range(0, 20)
                .mapToObj(number -> stored(anAnswer().score("overall", 5).comment("一字不差的评价内容，长度足够用来比较了")))
                .toList();

        var turn = new AtomicInteger();
        atOnce(20, () -> {
            assessments.assess(answers.get(turn.getAndIncrement()).responseId());
            return null;
        });

        var validities = answers.stream()
                .map(answer ->
                        assessments.find(answer.responseId()).orElseThrow().validity())
                .collect(Collectors.groupingBy(validity -> validity, Collectors.counting()));
        assertThat(validities).isEqualTo(Map.of(Validity.VALID, 1L, Validity.SUSPECT, 19L));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("can be overruled by quality staff; the newest ruling counts and every one stays on record")
    void canBeOverruled(Database database) {
        var assessments = on(database);
        var response = stored(anAnswer().score("overall", 5).within(10));
        assertThat(assessments.rule(CASE, Validity.VALID, "too early", "quality"))
                .isFalse();
        assessments.assess(response.responseId());
        assertThat(assessments.find(response.responseId()).orElseThrow().validity())
                .isEqualTo(Validity.INVALID);

        assertThat(assessments.rule(CASE, Validity.SUSPECT, "先核实", "quality")).isTrue();
        assertThat(assessments.rule(CASE, Validity.VALID, "已电话确认", "quality")).isTrue();
        assertThat(decisions.heard)
                .extracting(ValidityDecided::validity)
                .as("whoever promised something for an answer hears of every decision, once")
                .hasSize(3)
                .endsWith(Validity.SUSPECT, Validity.VALID);

        var assessment = assessments.find(response.responseId()).orElseThrow();
        assertThat(assessment.validity()).isEqualTo(Validity.VALID);
        assertThat(assessment.reasons()).contains(Reason.TOO_FAST);
        var at = Instant.parse("2026-05-08T02:20:30Z");
        assertThat(room.get(RulingsSection.class).of(CASE))
                .containsExactly(
                        new Ruling(at, "quality", Validity.INVALID, Validity.SUSPECT, "先核实"),
                        new Ruling(at, "quality", Validity.SUSPECT, Validity.VALID, "已电话确认"));
        assertThat(assessments.factsOf(CASE, response.responseId()).validity()).isEqualTo("VALID");
        verify(files, times(2)).note(eq(CASE), eq("VALIDITY_RULED"), anyString(), eq("quality"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("hand triage the facts of the answer, the case and the customer")
    void handTriageItsFacts(Database database) {
        var assessments = on(database);
        var response = stored(anAnswer()
                .score("overall", 7, "1-10")
                .score("attitude", 2)
                .comment("")
                .suggestion("建议周末也能预约"));
        assessments.assess(response.responseId());

        assertThat(assessments.factsOf(CASE, response.responseId()))
                .isEqualTo(new TriageFacts(3, 2, false, true, false, false, "VALID", "NEUTRAL", "REPAIR", "VIP", true));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("remember once which rows of the triage table fired")
    void rememberTriage(Database database) {
        var assessments = on(database);
        var response = stored(anAnswer().score("overall", 2));
        assessments.assess(response.responseId());
        var rules = List.of(
                new TriageRule("RECOVERY", "Rule_Dissatisfied", "总体满意度不高于 3"),
                new TriageRule("SUGGESTION_REPLY", "Rule_Suggestion", "客户提出建议"));

        assessments.recordTriage(response.responseId(), rules);
        assessments.recordTriage(response.responseId(), rules);

        assertThat(assessments.triageOf(response.responseId())).isEqualTo(rules);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("show the answer as the contract says, before and after they were made")
    void showTheAnswer(Database database) throws Exception {
        var assessments = on(database);
        var response = stored(anAnswer().score("overall", 5).comment("<b>非常满意</b> ${7*7} 😀"));
        ObjectMapper json = JsonMapper.builder()
                .findAndAddModules()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        var section = room.get(ResponseSection.class);
        assertThat(json.valueToTree(section.of(CASE)).get("validity").isNull()).isTrue();

        assessments.assess(response.responseId());

        var shown = json.readTree(json.writeValueAsString(section.of(CASE)));
        assertThat(shown.get("validity").asText()).isEqualTo("VALID");
        assertThat(shown.get("normalised").get("overall").toString()).isEqualTo("100");
        assertThat(shown.get("scale").get("overall").asText()).isEqualTo("1-5");
        assertThat(shown.get("comment").asText()).isEqualTo("<b>非常满意</b> ${7*7} 😀");
        assertThat(shown.get("receivedAt").asText()).isEqualTo("2026-05-08T10:00:00+08:00");
        assertThat(shown.get("sentiment").asText()).isEqualTo("POSITIVE");
        assertThat(shown.get("questionnaire").get("version").asInt()).isEqualTo(1);
        assertThat(shown.get("tags").isArray()).isTrue();
        assertThat(shown.get("majorWords").isArray()).isTrue();
        assertThat(section.of(new CaseNo("WO-NONE"))).isNull();
    }

    private static void atOnce(int callers, Callable<Void> work) throws Exception {
        var pool = Executors.newFixedThreadPool(callers);
        try {
            for (var done : pool.invokeAll(
                    IntStream.range(0, callers).mapToObj(number -> work).toList())) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
