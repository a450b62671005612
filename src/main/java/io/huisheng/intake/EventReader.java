package io.huisheng.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.ServiceRecord;
import io.huisheng.customer.CustomerUpdate;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a sender wrote into an event to be believed, or tells him everything that is wrong with it at once. */
@Component
class EventReader {

    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 200;
    private static final Pattern CASE_NO = Pattern.compile("(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{M}\\p{N}._:-]+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");

    // Dots neither first nor last nor doubled, a domain with at least one dot: nothing here can end a mail header.
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?";
    private static final Pattern EMAIL = Pattern.compile(ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")+");

    private static final LocalDate EARLIEST_CUSTOMER = LocalDate.of(1900, 1, 1);
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final ObjectReader json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final IntakeSettings settings;
    private final Clock clock;

    EventReader(IntakeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The document that was sent. */
    JsonNode parse(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new InvalidInput(List.of(new Violation("", "shared.json.unreadable")));
        }
        try {
            var document = json.readTree(body);
            if (document.isMissingNode()) {
                throw new InvalidInput(List.of(new Violation("", "shared.json.unreadable")));
            }
            return document;
        } catch (JsonProcessingException broken) {
            var location = broken.getLocation();
            throw new InvalidInput(List.of(
                    location == null
                            ? new Violation("", "shared.json.unreadable")
                            : new Violation(
                                    "", "shared.json.malformed-at", location.getLineNr(), location.getColumnNr())));
        } catch (IOException unreadable) {
            // Bytes that are no text in the encoding they claim.
            throw new InvalidInput(List.of(new Violation("", "shared.json.unreadable")));
        }
    }

    /** One event out of a document. */
    IncomingEvent read(JsonNode document) {
        if (!document.isObject()) {
            throw new InvalidInput(List.of(new Violation("", "shared.json.not-an-object")));
        }
        List<Violation> violations = new ArrayList<>();
        var fields = new Fields(document, "", violations);
        for (String obligatory : List.of("eventId", "type", "occurredAt", "caseNo", "scenario", "customer")) {
            fields.require(obligatory);
        }
        var eventId = fields.line("eventId", 128);
        var type = fields.oneOf("type", ServiceEvent.Type.class);
        var occurredAt = moment(fields, "occurredAt");
        var caseNo = fields.line("caseNo", 64, CASE_NO, "intake.not-a-case-no");
        var scenario = fields.oneOf("scenario", ServiceEvent.Scenario.class);
        var customer = customer(fields.object("customer"));
        var service = service(fields.object("product"), fields.object("service"));
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return new IncomingEvent(
                new ServiceEvent(
                        Objects.requireNonNull(eventId),
                        Objects.requireNonNull(type),
                        Objects.requireNonNull(occurredAt),
                        new CaseNo(Objects.requireNonNull(caseNo)),
                        Objects.requireNonNull(scenario),
                        customer.customerNo(),
                        service),
                customer,
                CanonicalJson.hash(document));
    }

    private CustomerUpdate customer(Fields customer) {
        if (customer.isThere()) {
            customer.require("customerNo");
        }
        var customerNo = customer.line("customerNo", 64);
        return new CustomerUpdate(
                customerNo == null ? "" : customerNo,
                customer.line("name", 200),
                customer.line("type", 50),
                customer.line("tier", 50),
                customer.line("industry", 100),
                customer.date("since", EARLIEST_CUSTOMER, LocalDate.ofInstant(latest(), BusinessTime.ZONE)),
                email(customer),
                phone(customer),
                customer.line("wecomId", 64),
                customer.line("language", 35, LANGUAGE, "intake.not-a-language"),
                customer.flag("surveyConsent"));
    }

    private ServiceRecord service(Fields product, Fields service) {
        return new ServiceRecord(
                product.line("type", 100),
                product.line("model", 100),
                service.lines("types", 20, 50),
                service.line("channel", 50),
                service.line("staffNo", 64),
                service.line("department", 100),
                moment(service, "createdAt"),
                moment(service, "respondedAt"),
                moment(service, "resolvedAt"),
                service.text("resolution", 2_000),
                service.flag("escalated"));
    }

    private @Nullable String email(Fields customer) {
        var email = customer.line("email", 254);
        if (email == null) {
            return null;
        }
        var address = email.strip();
        if (!EMAIL.matcher(address).matches() || address.indexOf('@') > 64) {
            customer.wrong("email", "intake.not-an-email");
            return null;
        }
        return address;
    }

    private static @Nullable String phone(Fields customer) {
        var phone = customer.line("phone", 40);
        if (phone == null) {
            return null;
        }
        try {
            if (PHONES.isPossibleNumber(PHONES.parse(phone, "CN"))) {
                return phone;
            }
        } catch (NumberParseException nonsense) {
            // said below
        }
        customer.wrong("phone", "intake.not-a-phone");
        return null;
    }

    private @Nullable Instant moment(Fields fields, String name) {
        return fields.moment(
                name, settings.earliest().atStartOfDay(BusinessTime.ZONE).toInstant(), latest());
    }

    private Instant latest() {
        return clock.instant().plus(settings.clockTolerance());
    }
}
