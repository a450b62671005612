package io.huisheng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.testing.TestClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Reading a service event")
class EventReaderTest {

    private final EventReader reader = new EventReader(
            new IntakeSettings(Duration.ofDays(1), LocalDate.of(2000, 1, 1), 1_000, 50, 4, Duration.ofMillis(1)),
            new TestClock("2026-05-06T12:00:00+08:00"));

    @Test
    void understandsAllThatASenderMaySay() {
        var incoming = read(Bodies.FULL);

        var event = incoming.event();
        assertThat(event.eventId()).isEqualTo("evt-1");
        assertThat(event.type()).isEqualTo(ServiceEvent.Type.RESOLVED);
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-05-06T02:00:00Z"));
        assertThat(event.caseNo().value()).isEqualTo("WO-20260506-0001");
        assertThat(event.scenario()).isEqualTo(ServiceEvent.Scenario.REPAIR);
        assertThat(event.customerNo()).isEqualTo("C202405001");
        assertThat(event.service().types()).containsExactly("维修");
        assertThat(event.service().productModel()).isEqualTo("KFR-35GW");
        assertThat(event.service().respondedAt()).isEqualTo(Instant.parse("2026-05-05T02:30:00Z"));
        assertThat(event.service().escalated()).isFalse();
        var customer = incoming.customer();
        assertThat(customer.name()).isEqualTo("张三");
        assertThat(customer.since()).isEqualTo(LocalDate.of(2024, 5, 1));
        assertThat(customer.email()).isEqualTo("zhang@example.com");
        assertThat(customer.phone()).isEqualTo("13800138000");
        assertThat(customer.industry()).isNull();
        assertThat(customer.surveyConsent()).isTrue();
    }

    @Test
    void asksForSixFieldsOnly() {
        var incoming = read(Bodies.event("e", "WO-1"));

        assertThat(incoming.customer().email()).isNull();
        assertThat(incoming.customer().surveyConsent()).isNull();
        assertThat(incoming.event().service().types()).isNull();
    }

    @Test
    void namesEveryMissingFieldAtOnce() {
        assertThat(pointers("{}"))
                .containsExactly("/eventId", "/type", "/occurredAt", "/caseNo", "/scenario", "/customer");
        assertThat(pointers(change(Bodies.FULL, "/customer", "{}"))).containsExactly("/customer/customerNo");
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        var body = change(
                change(
                        change(change(Bodies.FULL, "/type", "\"FINISHED\""), "/customer/email", "\"zhang@\""),
                        "/service/escalated",
                        "\"no\""),
                "/service/types",
                "[\"ok\",7]");

        assertThat(pointers(body))
                .containsExactly("/type", "/customer/email", "/service/types/1", "/service/escalated");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/eventId | 17",
                "/eventId | {}",
                "/eventId | `\"  \"`",
                "/eventId | `\"a\\nb\"`",
                "/eventId | `\"a\\u0000b\"`",
                "/type | `\"resolved\"`",
                "/type | true",
                "/scenario | `\"SALE\"`",
                "/scenario | []",
                "/occurredAt | `\"2026-05-06T10:00:00\"`",
                "/occurredAt | `\"2026-05-06\"`",
                "/occurredAt | `\"2026-02-30T10:00:00+08:00\"`",
                "/occurredAt | `\"2026-05-06T25:00:00+08:00\"`",
                "/occurredAt | `\"2026-05-07T12:00:01+08:00\"`",
                "/occurredAt | `\"+999999999-12-31T23:59:59-18:00\"`",
                "/occurredAt | `\"-999999999-01-01T00:00:00+18:00\"`",
                "/occurredAt | `\"1970-01-01T00:00:00Z\"`",
                "/occurredAt | 1777777777",
                "/caseNo | `\"WO/1\"`",
                "/caseNo | `\"..\"`",
                "/caseNo | `\"WO 1\"`",
                "/caseNo | `\"${7*7}\"`",
                "/caseNo | `\"WO-1\\r\\nBcc: x\"`",
                "/caseNo | -1",
                "/customer | 5",
                "/customer | []",
                "/customer/customerNo | null",
                "/customer/customerNo | 42",
                "/customer/name | `\"a\\u0007\"`",
                "/customer/name | `\"a\\nb\"`",
                "/customer/since | `\"2026-13-01\"`",
                "/customer/since | `\"1066-10-14\"`",
                "/customer/since | `\"2030-01-01\"`",
                "/customer/email | `\"zhang\"`",
                "/customer/email | `\"zhang@localhost\"`",
                "/customer/email | `\"a@x.cn,b@x.cn\"`",
                "/customer/email | `\"a@x.cn\\r\\nBcc: b@x.cn\"`",
                "/customer/email | `\"a@b>c@d.cn\"`",
                "/customer/email | `\".a@x.cn\"`",
                "/customer/email | `\"a..b@x.cn\"`",
                "/customer/email | `\"a@-x.cn\"`",
                "/customer/phone | `\"hello\"`",
                "/customer/phone | `\"12\"`",
                "/customer/phone | `\"138001380001380013800013800\"`",
                "/customer/phone | 13800138000",
                "/customer/language | `\"中文\"`",
                "/customer/language | `\"en/../..\"`",
                "/customer/surveyConsent | `\"true\"`",
                "/customer/surveyConsent | 1",
                "/product | `\"空调\"`",
                "/product/model | 35",
                "/service | true",
                "/service/types | `\"维修\"`",
                "/service/createdAt | `\"yesterday\"`",
                "/service/resolvedAt | `\"2031-05-06T10:00:00+08:00\"`",
                "/service/resolution | `\"a\\u0000\"`",
                "/service/escalated | `\"false\"`",
            })
    void refusesWhatMakesNoSense(String pointer, String value) {
        assertThat(pointers(change(Bodies.FULL, pointer, value))).containsExactly(pointer);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/eventId | `\"{{7*7}} ${x} #{y} <b>'; drop table case_file --\"`",
                "/occurredAt | `\"2026-05-06T02:00:00Z\"`",
                "/occurredAt | `\"2026-05-06T10:00+08:00\"`",
                "/occurredAt | `\"2026-05-06T10:00:00.123456789+08:00\"`",
                "/occurredAt | `\"2026-05-07T11:59:59+08:00\"`",
                "/caseNo | `\"工单-2026_05.06:0001\"`",
                "/caseNo | `\"𠮷𠮷\"`",
                "/caseNo | `\"Ñandú-१\"`",
                "/customer/name | `\"𠮷野家 😀 \\u202Eabc\"`",
                "/customer/email | `\"A@x.CN\"`",
                "/customer/email | `\"o'neil+tag@mail.example.co\"`",
                "/customer/email | `\"zhang@例子.公司\"`",
                "/customer/email | `\"\"`",
                "/customer/phone | `\"+86 138-0013-8000\"`",
                "/customer/phone | `\"010-62345678\"`",
                "/customer/phone | `\"+44 20 7946 0018\"`",
                "/customer/phone | null",
                "/customer/language | `\"zh_CN\"`",
                "/service/resolution | `\"第一行\\n第二行\"`",
                "/service/types | []",
                "/service | null",
                "/product | null",
                "/unknown | {\"deep\":[[[1]]]}",
            })
    void believesWhatPeopleReallyWrite(String pointer, String value) {
        assertThat(read(change(Bodies.FULL, pointer, value))).isNotNull();
    }

    @ParameterizedTest(name = "{0} holds {1} characters")
    @CsvSource({
        "/eventId, 128",
        "/caseNo, 64",
        "/customer/customerNo, 64",
        "/customer/name, 200",
        "/service/resolution, 2000",
        "/service/department, 100",
        "/product/model, 100"
    })
    void knowsHowLongATextMayBe(String pointer, int longest) {
        assertThat(read(change(Bodies.FULL, pointer, '"' + "x".repeat(longest) + '"')))
                .isNotNull();
        assertThat(pointers(change(Bodies.FULL, pointer, '"' + "x".repeat(longest + 1) + '"')))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nonsense",
                "{}{}",
                "{\"eventId\":",
                "[1,2",
                "{'eventId':1}",
                "{\"a\":NaN}",
                "\u0000",
                "<xml/>",
                "{\"a\":\"\u0001\"}",
                "// {}",
                "{\"a\":01}"
            })
    void refusesWhatIsNoJson(String body) {
        assertThat(pointers(body)).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"evt-1\"", "true"})
    void refusesWhatIsNoObject(String body) {
        assertThat(pointers(body)).containsExactly("");
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(pointers(Bodies.FULL.replace("张三", "\\ud83d"))).containsExactly("/customer/name");
        assertThat(read(Bodies.FULL.replace("张三", "\\ud83d\\ude00")).customer().name())
                .isEqualTo("😀");
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThatThrownBy(() -> reader.parse(Bodies.FULL.getBytes(Charset.forName("GBK"))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> reader.parse("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> reader.parse(null)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void seesThroughOrderAndSpacingButNotThroughContent() {
        var hash = CanonicalJson.hash(reader.parse(Bodies.bytes("{\"a\":1,\"b\":[\"x\",null]}")));

        assertThat(CanonicalJson.hash(reader.parse(Bodies.bytes(" {\"b\" : [\"x\", null], \"a\":1} "))))
                .isEqualTo(hash);
        for (var other : List.of(
                "{\"a\":2,\"b\":[\"x\",null]}",
                "{\"a\":1,\"b\":[null,\"x\"]}",
                "{\"a\":\"1\",\"b\":[\"x\",null]}",
                "{\"a\":1,\"b\":[\"x\",\"null\"]}",
                "{\"a\":1,\"b\":[\"x\",null],\"c\":0}")) {
            assertThat(CanonicalJson.hash(reader.parse(Bodies.bytes(other))))
                    .as(other)
                    .isNotEqualTo(hash);
        }
    }

    private IncomingEvent read(String body) {
        return reader.read(reader.parse(Bodies.bytes(body)));
    }

    private List<String> pointers(String body) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> read(body));
        assertThat(refused).as("%s is refused", body).isNotNull();
        return refused.violations().stream().map(Violation::pointer).toList();
    }

    private String change(String body, String pointer, String value) {
        var document = reader.parse(Bodies.bytes(body));
        var at = pointer.lastIndexOf('/');
        ((ObjectNode) document.at(pointer.substring(0, at)))
                .set(pointer.substring(at + 1), reader.parse(Bodies.bytes(value)));
        return document.toString();
    }
}
