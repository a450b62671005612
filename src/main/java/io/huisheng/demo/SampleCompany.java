package io.huisheng.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.intake.ServiceEvents;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.Conflict;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An invented company whose service system reports to Huisheng, through the same door as any other. */
@Component
@Profile("demo")
class SampleCompany {

    private static final Logger log = LoggerFactory.getLogger(SampleCompany.class);

    private static final List<Person> PEOPLE = List.of(
            new Person("王晓梅", "INDIVIDUAL", "zh-CN"),
            new Person("李建国", "INDIVIDUAL", "zh-CN"),
            new Person("陈思远", "INDIVIDUAL", "zh-CN"),
            new Person("赵雪芹", "INDIVIDUAL", "zh-CN"),
            new Person("John Miller", "INDIVIDUAL", "en"),
            new Person("周海涛", "INDIVIDUAL", "zh-CN"),
            new Person("东湖宾馆", "ENTERPRISE", "zh-CN"),
            new Person("孙佳怡", "INDIVIDUAL", "zh-CN"));

    private final ServiceEvents events;
    private final JdbcClient jdbc;
    private final DemoSettings settings;
    private final Clock clock;
    private final ObjectMapper json;

    SampleCompany(ServiceEvents events, JdbcClient jdbc, DemoSettings settings, Clock clock, ObjectMapper json) {
        this.events = events;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.json = json;
    }

    /** The very first start: the company reports what has just been finished. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void openForBusiness() {
        var madeBefore = jdbc.sql("select samples_made from demo_clock where id = 1")
                .query(Boolean.class)
                .single();
        if (madeBefore) {
            return;
        }
        var happenings = Happening.values();
        for (var n = 0; n < settings.sampleCases(); n++) {
            try {
                report(happenings[n % happenings.length], "demo-sample-" + (n + 1));
            } catch (Conflict reportedBefore) {
                log.atInfo().addKeyValue("sample", n + 1).log("Sample was reported before an interrupted start");
            }
        }
        jdbc.sql("update demo_clock set samples_made = true where id = 1").update();
    }

    /** Reports a service that has just been finished for a customer who is new to the house; returns the case number. */
    String report(Happening happening) {
        return report(happening, null);
    }

    private String report(Happening happening, @Nullable String eventId) {
        var number = nextNumber();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(BusinessTime.ZONE);
        var caseNo = "WO-%s-%04d"
                .formatted(now.format(DateTimeFormatter.BASIC_ISO_DATE).substring(0, 8), number);
        var event = eventOf(happening, number, caseNo, now);
        event.put("eventId", eventId == null ? "demo-" + caseNo : eventId);
        try {
            events.receive(json.writeValueAsBytes(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return caseNo;
    }

    private synchronized int nextNumber() {
        jdbc.sql("update demo_clock set cases = cases + 1 where id = 1").update();
        return jdbc.sql("select cases from demo_clock where id = 1")
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> eventOf(Happening happening, int number, String caseNo, ZonedDateTime now) {
        var event = new HashMap<String, Object>();
        event.put("type", happening.type);
        event.put("occurredAt", text(now));
        event.put("caseNo", caseNo);
        event.put("scenario", happening.scenario);
        event.put("customer", customer(happening, number, now));
        event.put("product", Map.of("type", happening.product, "model", happening.model));
        event.put(
                "service",
                Map.of(
                        "types", List.of(happening.serviceType),
                        "channel", happening.channel,
                        "staffNo", "S%03d".formatted(number % 12 + 1),
                        "department", "after-sales",
                        "createdAt", text(now.minusDays(1)),
                        "respondedAt", text(now.minusDays(1).plusMinutes(90)),
                        "resolvedAt", text(now),
                        "resolution", happening.resolution,
                        "escalated", happening == Happening.COMPLAINT));
        return event;
    }

    private static Map<String, Object> customer(Happening happening, int number, ZonedDateTime now) {
        var person = PEOPLE.get(Math.floorMod(number - 1, PEOPLE.size()));
        var customer = new HashMap<String, Object>();
        customer.put("customerNo", "C%06d".formatted(number));
        customer.put("name", person.name());
        customer.put("type", person.type());
        customer.put("tier", "STANDARD");
        customer.put("since", now.toLocalDate().minusMonths(7).toString());
        customer.put("email", "customer%d@example.com".formatted(number));
        customer.put("phone", "1380013%04d".formatted(number % 10_000));
        customer.put("language", person.language());
        customer.put("surveyConsent", happening != Happening.RETURN);
        return customer;
    }

    private static String text(ZonedDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.toOffsetDateTime());
    }

    private record Person(String name, String type, String language) {}

    /** What the company's service can have finished. */
    enum Happening {
        REPAIR("RESOLVED", "REPAIR", "空调", "KFR-35GW", "维修", "ONSITE", "更换电容，制冷恢复正常"),
        COMPLAINT("RESOLVED", "COMPLAINT", "洗衣机", "XQG100", "投诉", "PHONE", "上门致歉并免费更换排水泵"),
        INSTALLATION("COMPLETED", "INSTALLATION", "热水器", "JSQ30", "安装", "ONSITE", "安装完成并试机"),
        DELIVERY("DELIVERED", "DELIVERY", "冰箱", "BCD-500", "送货", "ONSITE", "送货上门并验收"),
        CONSULTATION("CONTACT_ENDED", "CONSULTATION", "空调", "KFR-26GW", "咨询", "PHONE", "说明滤网清洗方法"),
        FIRST_SERVICE("COMPLETED", "FIRST_SERVICE", "净水器", "RO-600", "首次保养", "ONSITE", "更换滤芯"),
        RETURN("COMPLETED", "RETURN", "电视机", "L65M7", "退换货", "ONSITE", "换新完成");

        private final String type;
        private final String scenario;
        private final String product;
        private final String model;
        private final String serviceType;
        private final String channel;
        private final String resolution;

        Happening(
                String type,
                String scenario,
                String product,
                String model,
                String serviceType,
                String channel,
                String resolution) {
            this.type = type;
            this.scenario = scenario;
            this.product = product;
            this.model = model;
            this.serviceType = serviceType;
            this.channel = channel;
            this.resolution = resolution;
        }
    }
}
