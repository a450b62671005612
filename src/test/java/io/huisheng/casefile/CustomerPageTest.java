package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.huisheng.customer.CustomerProfile;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.ErasureReason;
import io.huisheng.customer.PrivacyRequest;
import io.huisheng.shared.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

@DisplayName("G3: the page of a customer")
class CustomerPageTest {

    private static final String NO = "C202405001";
    private static final PrivacyRequest ERASED = new PrivacyRequest(
            UUID.fromString("00000000-0000-0000-0000-00000000000e"),
            PrivacyRequest.Kind.ERASURE,
            ErasureReason.CONTRACT_ENDED,
            1,
            "lead",
            moment("2026-05-20T10:00:00+08:00"));

    private final CustomerFiles customers = mock(CustomerFiles.class);
    private final Pages pages = Pages.of(true, List.of(), new CustomerPageController(customers, Pages.CLOCK));

    @BeforeEach
    void aCustomer() {
        given(customers.profileOf(NO))
                .willReturn(new CustomerProfile(
                        NO,
                        "INDIVIDUAL",
                        "VIP",
                        "制造业",
                        LocalDate.of(2024, 5, 1),
                        "zh-CN",
                        Consent.YES,
                        false,
                        true,
                        true,
                        false,
                        true));
        given(customers.casesOf(NO))
                .willReturn(List.of(CaseFile.open(aFinishedRepair(), moment("2026-05-06T10:05:00+08:00"))));
        given(customers.requestsAbout(NO)).willReturn(List.of());
        Pages.login("lead", "customer-service-lead");
    }

    @AfterEach
    void logout() {
        SecurityContextHolder.clearContext();
    }

    @Test
    @DisplayName("D9: shows his cases and labels, and what he may ask for")
    void showsCasesAndLabels() throws Exception {
        assertThat(pages.show("/customers/" + NO, "customer.html"))
                .contains(NO, "WO-20260506-0001", "VIP 客户", "流失风险", "制造业", "导出资料", "删除客户资料");
    }

    @Test
    void speaksEnglishToo() throws Exception {
        var page = pages.mvc()
                .perform(Pages.withCsrf(get("/customers/" + NO + "/erase").locale(Locale.ENGLISH)))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("Goes for good", "Stays without the customer").doesNotContain("??");
    }

    @Test
    @DisplayName("G3: what a customer answered to a text message is put on record as his opting out")
    void recordsAnOptOut() throws Exception {
        assertThat(pages.show("/customers/" + NO, "customer.html")).contains("登记退订", "回复短信", "_csrf");

        pages.mvc()
                .perform(post("/customers/" + NO + "/opt-out")
                        .param("way", "SMS")
                        .param("confirmed", "true"))
                .andExpect(status().isFound())
                .andExpect(header().string("Location", "/customers/" + NO));

        verify(customers).optOut(NO, WayOfOptOut.SMS, "lead");
    }

    @Test
    @DisplayName("G3: an opt-out wants to be confirmed, and a way on which the customer asked for it")
    void recordsNoOptOutByAccident() throws Exception {
        for (var request : List.of(
                post("/customers/" + NO + "/opt-out").param("way", "SMS"),
                post("/customers/" + NO + "/opt-out").param("way", "PIGEON").param("confirmed", "true"))) {
            var answer = pages.mvc()
                    .perform(Pages.withCsrf(request.locale(Locale.SIMPLIFIED_CHINESE)))
                    .andExpect(status().isBadRequest())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(answer).contains("没有登记", "role=\"alert\"");
        }
        verify(customers, never()).optOut(any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"customer-service", "management", "auditor", "account-manager", "process-owner", "camunda-admin"
            })
    @DisplayName("G4: is for those who answer what customers ask about their data, and for nobody else")
    void isForFew(String role) {
        Pages.login("somebody", role);

        for (var request : List.of(
                get("/customers/" + NO),
                get("/customers/" + NO + "/erase"),
                post("/customers/" + NO + "/export"),
                post("/customers/" + NO + "/opt-out").param("way", "SMS").param("confirmed", "true"),
                post("/customers/" + NO + "/erase").param("typed", NO).param("reason", "CUSTOMER_REQUEST"))) {
            assertThatThrownBy(() -> pages.mvc().perform(request)).hasCauseInstanceOf(AccessDeniedException.class);
        }
        verify(customers, never()).export(any(), any());
        verify(customers, never()).erase(any(), any(), any());
    }

    @Test
    @DisplayName("G4: who may not see contact data erases, but hands nothing out")
    void theOperationsManagerHandsNothingOut() throws Exception {
        Pages.login("manager", "operations-manager");

        assertThat(pages.show("/customers/" + NO, "customer-manager.html"))
                .contains("删除客户资料")
                .doesNotContain("导出资料</button>");
        assertThatThrownBy(() -> pages.mvc().perform(post("/customers/" + NO + "/export")))
                .hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void handsOutOneFile() throws Exception {
        given(customers.export(NO, "lead"))
                .willReturn(JsonNodeFactory.instance.objectNode().put("name", "张三"));

        pages.mvc()
                .perform(post("/customers/" + NO + "/export"))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Disposition", "attachment; filename=\"huisheng-C202405001-2026-05-20.json\""))
                .andExpect(header().string("Cache-Control", "no-store"));
    }

    @Test
    @DisplayName("says what goes and what stays before it asks for the number and a reason")
    void asksBeforeItErases() throws Exception {
        assertThat(pages.show("/customers/" + NO + "/erase", "customer-erase.html"))
                .contains("将被删除，无法恢复", "将以匿名形式保留", "涉及 1 个案例", "合同终止", "再次输入客户编号以确认");

        assertThat(pages.show(
                        post("/customers/" + NO + "/erase")
                                .param("typed", "C2024")
                                .param("reason", "CONTRACT_ENDED"),
                        "customer-erase-wrong.html"))
                .contains("没有删除任何内容");
        pages.mvc()
                .perform(Pages.withCsrf(post("/customers/" + NO + "/erase").param("typed", NO)))
                .andExpect(status().isBadRequest());
        verify(customers, never()).erase(any(), any(), any());
    }

    @Test
    void erasesAndGivesTheNumberOfTheRecord() throws Exception {
        given(customers.erase(NO, ErasureReason.CONTRACT_ENDED, "lead")).willReturn(ERASED);

        assertThat(pages.show(
                        post("/customers/" + NO + "/erase")
                                .param("typed", " " + NO + " ")
                                .param("reason", "CONTRACT_ENDED"),
                        "customer-erased.html"))
                .contains("客户资料已删除", ERASED.id().toString(), "合同终止")
                .doesNotContain(NO);
    }

    @Test
    void ofAnErasedCustomerOnlyHisCasesAreLeft() throws Exception {
        given(customers.isErased(NO)).willReturn(true);

        assertThat(pages.show("/customers/" + NO, "customer-gone.html"))
                .contains("客户资料已删除", "WO-20260506-0001")
                .doesNotContain("导出资料</button>");
        pages.mvc().perform(get("/customers/" + NO + "/erase")).andExpect(status().isNotFound());
    }

    @Test
    void anUnknownCustomerIsNotFound() throws Exception {
        given(customers.profileOf("NOBODY")).willThrow(new NotFound("customer"));

        pages.mvc().perform(get("/customers/NOBODY")).andExpect(status().isNotFound());
    }
}
