package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.CASE;
import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;

@DisplayName("GET /api/v1/cases/{caseNo}")
class CaseControllerTest {

    private final CaseFiles files = mock();

    @BeforeEach
    void aCase() {
        given(files.get(CASE)).willReturn(CaseFile.open(aFinishedRepair(), moment("2026-05-06T10:05:00+08:00")));
        given(files.timeline(CASE))
                .willReturn(List.of(new TimelineEntry(
                        Instant.parse("2026-05-06T02:05:00.123456Z"), "SERVICE_COMPLETED", "问题已解决", "system")));
    }

    @Test
    void answersEveryFieldOfTheContractEvenWhereThereIsNothingYet() throws Exception {
        mvc().perform(get("/api/v1/cases/WO-20260506-0001"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().json("""
                        {"caseNo":"WO-20260506-0001","stage":"WAITING","scenario":"REPAIR","customerNo":"C202405001",
                         "outcome":null,"round":1,"openedAt":"2026-05-06T10:05:00+08:00","closedAt":null,
                         "completedAt":"2026-05-06T10:00:00+08:00",
                         "product":{"type":"空调","model":"KFR-35GW"},
                         "service":{"types":["维修"],"channel":"ONSITE","staffNo":"S008","department":"after-sales",
                          "createdAt":"2026-05-05T09:00:00+08:00","respondedAt":"2026-05-05T10:30:00+08:00",
                          "resolvedAt":"2026-05-06T10:00:00+08:00","resolution":"更换电容","escalated":false},
                         "survey":null,"response":null,"duties":[],"messages":[],
                         "timeline":[{"at":"2026-05-06T10:05:00.123+08:00","kind":"SERVICE_COMPLETED",
                          "text":"问题已解决","by":"system"}]}""", JsonCompareMode.STRICT));
    }

    @Test
    void takesInWhatTheOtherRoomsKnowAndSaysEveryMomentInBusinessTime() throws Exception {
        record Survey(String state, Instant dueAt, @Nullable Instant sentAt) {}
        record Duty(OffsetDateTime dueAt) {}
        var survey = section("survey", new Survey("PLANNED", Instant.parse("2026-05-07T02:00:00Z"), null));
        var duties = section("duties", List.of(new Duty(OffsetDateTime.parse("2026-05-15T10:00:00Z"))));

        mvc(survey, duties, section("response", null))
                .perform(get("/api/v1/cases/WO-20260506-0001"))
                .andExpect(content().json("""
                        {"survey":{"state":"PLANNED","dueAt":"2026-05-07T10:00:00+08:00","sentAt":null},
                         "response":null,"duties":[{"dueAt":"2026-05-15T18:00:00+08:00"}]}"""));
    }

    @Test
    void keepsTheTimelineAtTheEnd() {
        var document = documents(section("survey", List.of())).of(CASE);

        assertThat(document.fieldNames()).toIterable().last().isEqualTo("timeline");
    }

    @Test
    void anUnknownCaseIsNotFound() {
        given(files.get(new CaseNo("WO-unknown"))).willThrow(new NotFound("case"));

        assertThatThrownBy(() -> mvc().perform(get("/api/v1/cases/WO-unknown"))).hasCauseInstanceOf(NotFound.class);
    }

    private MockMvc mvc(CaseSection... sections) {
        return standaloneSetup(new CaseController(documents(sections)))
                .setMessageConverters(new MappingJackson2HttpMessageConverter(
                        JsonMapper.builder().build()))
                .build();
    }

    /** What must never leave the house through the API. */
    private static final StaffSection STAFF_ONLY = new StaffSection() {
        @Override
        public String name() {
            return "rulings";
        }

        @Override
        public Object of(CaseNo caseNo) {
            return "for colleagues only";
        }
    };

    private CaseDocuments documents(CaseSection... sections) {
        return new CaseDocuments(
                files, Pages.beans(CaseSection.class, sections), Pages.beans(StaffSection.class, STAFF_ONLY));
    }

    static CaseSection section(String name, @Nullable Object content) {
        return new CaseSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable Object of(CaseNo caseNo) {
                return content;
            }
        };
    }
}
