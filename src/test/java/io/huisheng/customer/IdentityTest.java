package io.huisheng.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Identity")
class IdentityTest {

    private final Locale localeOfTheServer = Locale.getDefault();

    @AfterEach
    void restoreTheLocaleOfTheServer() {
        Locale.setDefault(localeOfTheServer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+86 138-0013-8000",
                "8613800138000",
                "008613800138000",
                " 138 0013 8000 ",
                "(+86)13800138000",
                "+86.138.0013.8000",
                "１３８００１３８０００",
            })
    void isTheSameHoweverAPhoneNumberIsWritten(String phone) {
        assertThat(Identity.normalisedPhone(phone, "CN")).contains("+8613800138000");
        assertThat(Identity.ofPhone(phone, "CN")).isEqualTo(Identity.ofPhone("13800138000", "CN"));
    }

    @ParameterizedTest
    @CsvSource({
        "010-65550000, +861065550000",
        "010-65550000 转 8, ''",
        "010-65550000 ext. 8, +861065550000;ext=8",
        "400-810-8888, +864008108888",
        "+1 650-253-0000, +16502530000",
        "+852 2123 4567, +85221234567",
        "+44 20 7946 0018, +442079460018",
    })
    void followsTheNumberPlans(String phone, String number) {
        assertThat(Identity.normalisedPhone(phone, "CN").orElse("")).isEqualTo(number);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "  ", "无", "12345", "1380013800", "138001380000", "12345678901", "abc", "+999123456789", "+"
            })
    void isMissingWhereAPhoneNumberIsNone(String phone) {
        assertThat(Identity.ofPhone(phone, "CN")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"A@x.cn, a@X.cn", "' zhang@example.com ', ZHANG@EXAMPLE.COM", "info@x.cn, INFO@X.CN"})
    void isTheSameHoweverAnEmailAddressIsWritten(String one, String other) {
        // In Turkish the lower case of I has no dot.
        Locale.setDefault(Locale.forLanguageTag("tr"));

        assertThat(Identity.ofEmail(one)).isPresent().isEqualTo(Identity.ofEmail(other));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "none", "@x.cn", "a@", "a b@x.cn", "a@b@c"})
    void isMissingWhereAnEmailAddressIsNone(String email) {
        assertThat(Identity.ofEmail(email)).isEmpty();
    }

    @Test
    void tellsKindsApartAndHidesWhatItIsMadeOf() {
        assertThat(Identity.ofCustomer("13800138000")).startsWith("c:").doesNotContain("138");
        assertThat(Identity.ofPhone("13800138000", "CN").orElseThrow())
                .startsWith("p:")
                .doesNotContain("13800138000");
        assertThat(Identity.ofEmail("a@x.cn").orElseThrow()).startsWith("m:").doesNotContain("a@x");
        assertThat(Identity.ofCustomer("C1")).isNotEqualTo(Identity.ofCustomer("c1"));
    }
}
