package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.customer.Customers;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.shared.BusinessTime;
import io.huisheng.survey.Responses;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Knows what the messages about duties say: to the customer in his language, to staff without personal data. */
@Component
class ClosureComposer implements MessageComposer {

    private static final Set<String> TO_STAFF = Set.of("WARNING", "ESCALATION");
    private static final Set<String> KINDS =
            Set.of("THANKS", "ACKNOWLEDGEMENT", "REPLY", "WARNING", "ESCALATION", "JOINED");

    private final DutyRows rows;
    private final DutyClocks clocks;
    private final CaseFiles files;
    private final Customers customers;
    private final Responses responses;
    private final Staff staff;
    private final Rewards rewards;
    private final String baseUrl;

    ClosureComposer(
            DutyRows rows,
            DutyClocks clocks,
            CaseFiles files,
            Customers customers,
            Responses responses,
            Staff staff,
            Rewards rewards,
            @Value("${huisheng.base-url:http://localhost:8080}") String baseUrl) {
        this.rows = rows;
        this.clocks = clocks;
        this.files = files;
        this.customers = customers;
        this.responses = responses;
        this.staff = staff;
        this.rewards = rewards;
        this.baseUrl = baseUrl;
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Composition compose(QueuedMessage message) {
        if (TO_STAFF.contains(message.kind())) {
            return toStaff(message);
        }
        var duty = rows.find(Objects.requireNonNull(message.reference())).orElse(null);
        if (duty == null) {
            return new Withdrawn("DUTY_GONE");
        }
        if (message.kind().equals("JOINED")) {
            return duty.state() == State.OPEN ? joined(message, duty) : new Withdrawn("DUTY_ENDED");
        }
        return duty.state() == State.CANCELLED ? new Withdrawn("DUTY_CANCELLED") : toCustomer(message, duty);
    }

    private Composition toStaff(QueuedMessage message) {
        var clock = clocks.find(Objects.requireNonNull(message.reference())).orElse(null);
        if (clock == null) {
            return new Withdrawn("OBLIGATION_GONE");
        }
        // A reminder of what is done is noise; who is on record as told of a breach hears of it whatever came after.
        if (!clock.open() && message.kind().equals("WARNING")) {
            return new Withdrawn("OBLIGATION_ENDED");
        }
        var duty = rows.find(clock.dutyId()).orElseThrow();
        var model = new HashMap<String, Object>();
        model.put("duty", clock.open() ? clock.title() : Words.ended(clock.title()));
        model.put("roleTitle", staff.titleOf(Objects.requireNonNull(message.role())));
        model.put("link", linkTo(duty));
        model.put("dueAt", clock.dueAt().atZone(BusinessTime.ZONE));
        return new Letter(
                message.kind().toLowerCase(Locale.ROOT),
                Locale.SIMPLIFIED_CHINESE,
                null,
                model,
                new Object[] {clock.title(), duty.caseNo().value()},
                null);
    }

    private Letter joined(QueuedMessage message, Duty duty) {
        var what = Words.of(duty.type());
        return new Letter(
                "joined",
                Locale.SIMPLIFIED_CHINESE,
                null,
                Map.of(
                        "duty",
                        what,
                        "roleTitle",
                        staff.titleOf(Objects.requireNonNull(message.role())),
                        "link",
                        linkTo(duty)),
                new Object[] {what, duty.caseNo().value()},
                null);
    }

    private Letter toCustomer(QueuedMessage message, Duty duty) {
        var customerNo = files.get(duty.caseNo()).customerNo();
        var contact = customers.contactOf(customerNo);
        var locale = contact.locale();
        var model = new HashMap<String, Object>();
        model.put("name", contact.name() == null ? "" : contact.name());
        model.put("product", productOf(duty));
        model.put("suggestion", suggestionOf(duty));
        var reply = rows.replyOf(duty.id());
        model.put("reply", reply.map(DutyRows.Written::text).orElse(""));
        model.put("signedBy", reply.map(DutyRows.Written::signedBy).orElse(""));
        model.put("promise", promiseOf(duty, locale));
        model.put("reward", rewards.registeredFor(duty.caseNo(), duty.round(), locale));
        return new Letter(
                templateFor(message, duty),
                locale,
                contact.email(),
                customers.mobileOf(customerNo).orElse(null),
                model,
                new Object[] {duty.caseNo().value()},
                null);
    }

    /** Whoever complains is acknowledged in other words than whoever suggests something. */
    private static String templateFor(QueuedMessage message, Duty duty) {
        var template = message.kind().toLowerCase(Locale.ROOT);
        return duty.type() == DutyType.MAJOR_COMPLAINT ? "major-" + template : template;
    }

    /** What the standard in force promised when the duty began; empty where it promises nothing. */
    private String promiseOf(Duty duty, Locale locale) {
        var english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
        return clocks.promiseOf(duty.id())
                .map(promise -> (english ? promise.inEnglish() : promise.text())
                        .replace(
                                "{dueAt}",
                                DateTimeFormatter.ofPattern(
                                                english ? "d MMMM yyyy, HH:mm '(Beijing time)'" : "yyyy年M月d日 HH:mm",
                                                locale)
                                        .format(promise.dueAt().atZone(BusinessTime.ZONE))))
                .orElse("");
    }

    private String productOf(Duty duty) {
        var service = files.get(duty.caseNo()).service();
        return Stream.of(service.productType(), service.productModel())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private String suggestionOf(Duty duty) {
        var answers = responses.allOf(duty.caseNo(), duty.round());
        return Stream.concat(
                        answers.stream()
                                .flatMap(answer -> Stream.of(
                                        Objects.requireNonNullElse(
                                                answer.texts().get("suggestion"), ""),
                                        Objects.requireNonNullElse(
                                                answer.texts().get("directionsOther"), ""))),
                        answers.stream()
                                .map(answer -> Objects.requireNonNullElse(
                                        answer.texts().get("comment"), "")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private String linkTo(Duty duty) {
        return UriComponentsBuilder.fromUriString(baseUrl)
                .path("/cases/{caseNo}")
                .encode()
                .build(duty.caseNo().value())
                .toString();
    }
}
