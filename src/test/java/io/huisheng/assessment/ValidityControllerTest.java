package io.huisheng.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.huisheng.casefile.Pages;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.Violation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@DisplayName("Ruling on validity")
class ValidityControllerTest {

    private static final CaseNo CASE = new CaseNo("WO-1");
    private static final TestingAuthenticationToken QUALITY = new TestingAuthenticationToken("li", "", "quality");

    private final Assessments assessments = mock(Assessments.class);
    private final ValidityController controller = new ValidityController(assessments);

    @Test
    @DisplayName("goes on record with its author, and back to the case")
    void goesOnRecord() {
        when(assessments.rule(CASE, Validity.VALID, "已电话确认", "li")).thenReturn(true);

        assertThat(controller.rule("WO-1", "VALID", "已电话确认", QUALITY)).isEqualTo("redirect:/cases/WO-1");

        verify(assessments).rule(CASE, Validity.VALID, "已电话确认", "li");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-service", "management", "camunda-admin", "ROLE_quality"})
    @DisplayName("is for quality staff only")
    void isForQualityStaffOnly(String role) {
        var somebody = new TestingAuthenticationToken("li", "", role);

        assertThatThrownBy(() -> controller.rule("WO-1", "VALID", "因为", somebody))
                .isInstanceOf(AccessDeniedException.class);
        verifyNoInteractions(assessments);
    }

    @Test
    @DisplayName("names everything that is wrong with it at once")
    void namesEverythingThatIsWrong() {
        assertThatThrownBy(() -> controller.rule("WO-1", "GOOD", "  ", QUALITY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/validity", "/reason"));
        assertThatThrownBy(() -> controller.rule("WO-1", "VALID", "长".repeat(501), QUALITY))
                .isInstanceOf(InvalidInput.class);
        verifyNoInteractions(assessments);
    }

    @Test
    @DisplayName("says on the page what is wrong with it")
    void saysOnThePageWhatIsWrong() throws Exception {
        Pages.login("li", "quality");
        var page = Pages.of(false, List.of(), controller).mvc();
        var ruling =
                post("/cases/WO-1/validity").locale(Locale.SIMPLIFIED_CHINESE).principal(QUALITY);

        page.perform(Pages.withCsrf(ruling.param("validity", "VALID").param("reason", "  ")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请填写裁定理由")))
                .andExpect(content().string(containsString("href=\"/cases/WO-1\"")));
        var unknown =
                post("/cases/WO-2/validity").locale(Locale.SIMPLIFIED_CHINESE).principal(QUALITY);
        page.perform(Pages.withCsrf(unknown.param("validity", "VALID").param("reason", "因为")))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("找不到这个页面")));
        verify(assessments).rule(new CaseNo("WO-2"), Validity.VALID, "因为", "li");
    }

    @AfterEach
    void logout() {
        SecurityContextHolder.clearContext();
    }

    @Test
    @DisplayName("needs an answer to rule on")
    void needsAnAnswer() {
        assertThatThrownBy(() -> controller.rule("WO-1", "VALID", "因为", QUALITY))
                .isInstanceOf(NotFound.class);
    }
}
