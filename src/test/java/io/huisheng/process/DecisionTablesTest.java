package io.huisheng.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Decision tables")
class DecisionTablesTest {

    private static final Map<String, Set<String>> REACHED = new HashMap<>();
    private static final DmnEngine ENGINE = engine();

    @ParameterizedTest(name = "{9}: {0} {1} {2} churn {3} consent {4} sms {8} -> {10} {11} {12}-{13} {14}")
    @CsvSource(
            nullValues = "-",
            value = {
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     true,  true,  true, false,  OptedOut,          NONE,     OPTED_OUT,               0,  0,  HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, NO,      false, true,  true, false,  NoConsent,         NONE,     NO_CONSENT,              0,  0,  HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, UNKNOWN, false, true,  true, false,  NoConsent,         NONE,     NO_CONSENT,              0,  0,  HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     false, false, false, false, NoChannel,         NONE,     NO_CHANNEL,              0,  0,  HOURS",
                "RESOLVED,      REPAIR,        VIP,      false, YES,     false, true,  true, false,  KeyCustomer,       PERSONAL, contact-key-customer,    -,  -,  -",
                "RESOLVED,      REPAIR,        STANDARD, true,  YES,     false, true,  true, false,  ChurnRisk,         PERSONAL, contact-key-customer,    -,  -,  -",
                "RESOLVED,      COMPLAINT,     STANDARD, false, YES,     false, false, true, false,  ComplaintByPhone,  PERSONAL, contact-after-complaint, -,  -,  -",
                "COMPLETED,     FIRST_SERVICE, STANDARD, false, YES,     false, false, true, false,  FirstServiceByPhone, PERSONAL, contact-first-service, -,  -,  -",
                "COMPLETED,     REPAIR,        STANDARD, false, YES,     false, false, true, false,  ByPhone,           PERSONAL, contact-after-service,   -,  -,  -",
                "COMPLETED,     FIRST_SERVICE, STANDARD, false, YES,     false, true,  true, false,  FirstService,      EMAIL,    survey-first-service,    2,  7,  DAYS",
                "DELIVERED,     DELIVERY,      STANDARD, false, YES,     false, true,  false, false, Delivery,          EMAIL,    survey-first-experience, 7,  15, DAYS",
                "CONTACT_ENDED, CONSULTATION,  STANDARD, false, YES,     false, true,  false, false, ContactEnded,      EMAIL,    survey-instant,          0,  1,  HOURS",
                "RESOLVED,      COMPLAINT,     STANDARD, false, YES,     false, true,  false, false, ComplaintResolved, EMAIL,    survey-complaint,        24, 48, HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     false, true,  false, false, Resolved,          EMAIL,    survey-standard,         24, 48, HOURS",
                "SOMETHING_NEW, REPAIR,        STANDARD, false, YES,     false, true,  false, false, Otherwise,         EMAIL,    survey-standard,         24, 48, HOURS",
                "COMPLETED,     INSTALLATION,  STANDARD, false, YES,     false, true,  false, false, Completed,         EMAIL,    survey-standard,         2,  24, HOURS",
                "COMPLETED,     FIRST_SERVICE, STANDARD, false, YES,     false, false, true, true,  FirstServiceBySms, SMS,      survey-first-service,    2,  7,  DAYS",
                "DELIVERED,     DELIVERY,      STANDARD, false, YES,     false, false, true, true,  DeliveryBySms,     SMS,      survey-first-experience, 7,  15, DAYS",
                "CONTACT_ENDED, CONSULTATION,  STANDARD, false, YES,     false, false, true, true,  ContactEndedBySms, SMS,      survey-instant,          0,  1,  HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     false, false, true, true,  ResolvedBySms,     SMS,      survey-standard,         24, 48, HOURS",
                "COMPLETED,     REPAIR,        STANDARD, false, YES,     false, false, true, true,  CompletedBySms,    SMS,      survey-standard,         2,  24, HOURS",
                "RESOLVED,      COMPLAINT,     STANDARD, false, YES,     false, false, true, true,  ComplaintByPhone,  PERSONAL, contact-after-complaint, -,  -,  -",
                "RESOLVED,      REPAIR,        VIP,      false, YES,     false, false, true, true,  KeyCustomer,       PERSONAL, contact-key-customer,    -,  -,  -",
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     true,  false, true, true,  OptedOut,          NONE,     OPTED_OUT,               0,  0,  HOURS",
                "RESOLVED,      REPAIR,        STANDARD, false, YES,     false, true,  true, true,  Resolved,          EMAIL,    survey-standard,         24, 48, HOURS",
            })
    @DisplayName("A1–A7 A10 A12: survey-plan says whom we ask, when and how")
    void surveyPlan(
            String completedBy,
            String scenario,
            String tier,
            boolean churnRisk,
            String consent,
            boolean optedOut,
            boolean hasEmail,
            boolean hasPhone,
            boolean smsAvailable,
            String rule,
            String channel,
            String detail,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String unit) {
        var facts = new HashMap<String, Object>();
        facts.put("completedBy", completedBy);
        facts.put("scenario", scenario);
        facts.put("customerTier", tier);
        facts.put("churnRisk", churnRisk);
        facts.put("consent", consent);
        facts.put("optedOut", optedOut);
        facts.put("hasEmail", hasEmail);
        facts.put("hasPhone", hasPhone);
        facts.put("smsAvailable", smsAvailable);

        var verdict = decide("survey-plan", facts).getSingleResult();

        assertThat(verdict.<String>getEntry("rule")).isEqualTo(rule);
        assertThat(verdict.<String>getEntry("channel")).isEqualTo(channel);
        var said = switch (channel) {
            case "NONE" -> "reason";
            case "PERSONAL" -> "contactObligation";
            default -> "questionnaire";
        };
        assertThat(verdict.<String>getEntry(said)).isEqualTo(detail);
        assertThat(verdict.get("windowFrom")).isEqualTo(from);
        assertThat(verdict.get("windowTo")).isEqualTo(to);
        assertThat(verdict.get("unit")).isEqualTo(unit);
        assertThat(verdict.<Number>getEntry("quietDays").intValue()).isEqualTo(30);
    }

    @ParameterizedTest(
            name =
                    "overall {0}, lowest {1}, comment {2}, suggestion {3}, major {4}, contact {5}, {6}, verify {7} -> {8}")
    @CsvSource(
            nullValues = "-",
            value = {
                "5, 5, true,  false, false, false, VALID,   NONE,           Satisfied",
                "4, 4, true,  false, false, false, VALID,   NONE,           Satisfied",
                "5, 5, true,  false, false, false, VALID,   EXTREME_SAMPLE, Satisfied Verification",
                "4, 4, false, false, false, false, VALID,   MISSING_TEXT,   Satisfied Verification",
                "5, 2, true,  false, false, false, VALID,   NONE,           Satisfied WeakSpot",
                "3, 3, true,  false, false, false, VALID,   NONE,           Dissatisfied",
                "3, 3, false, false, false, false, VALID,   MISSING_TEXT,   Dissatisfied Verification",
                "1, 1, true,  true,  false, false, VALID,   NONE,           Dissatisfied Suggestion",
                "2, 1, true,  true,  true,  true,  SUSPECT, SUSPECT,        Major Suggestion Verification WantsContact",
                "1, 1, true,  true,  true,  false, VALID,   EXTREME_AND_MAJOR, Major Suggestion Verification",
                "5, 5, true,  false, true,  false, VALID,   NONE,           Major",
                "5, 5, true,  false, false, false, INVALID, NONE,           ''",
                "1, 1, false, false, false, false, INVALID, NONE,           ''",
                "-, -, true,  true,  false, false, VALID,   NONE,           Suggestion",
                "5, 5, true,  false, false, false, VALID,   DONE,           ''",
                "2, 2, true,  false, false, false, VALID,   DONE,           Dissatisfied",
                "-, -, true,  false, true,  false, VALID,   DONE,           Major",
            })
    @DisplayName("B9 C3–C5 E1 E3 E5 E7: triage says which duties an answer calls for")
    void triage(
            @Nullable Integer overall,
            @Nullable Integer lowest,
            boolean comment,
            boolean suggestion,
            boolean major,
            boolean contact,
            String validity,
            String verification,
            String rules) {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("overall", overall);
        facts.put("lowest", lowest);
        facts.put("hasComment", comment);
        facts.put("hasSuggestion", suggestion);
        facts.put("major", major);
        facts.put("wantsContact", contact);
        facts.put("validity", validity);
        facts.put("verification", verification);

        var fired = decide("triage", facts).stream()
                .map(row -> row.<String>getEntry("rule"))
                .toList();

        var expected = new TreeSet<>(rules.isEmpty() ? List.of() : List.of(rules.split(" ")));
        expected.add("Everything");
        assertThat(new TreeSet<>(fired)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} {2}, warn {3} {4}, breach {5}, next {6} {7}")
    @CsvSource({
        "invitation-reminder,        7,  DAYS,         '',  customer-service,       customer-service-lead, 7,  operations-manager",
        "invitation-lapse,           14, DAYS,         '',  customer-service,       customer-service-lead, 14, operations-manager",
        "suggestion-acknowledgement, 3,  WORKING_DAYS, 2,   after-sales-supervisor, operations-manager,    4,  management",
        "suggestion-reply,           5,  WORKING_DAYS, 4,   after-sales-supervisor, operations-manager,    7,  management",
        "verification,               24, HOURS,        12,  quality,                customer-service-lead, 48, operations-manager",
        "on-site-ruling,             2,  WORKING_DAYS, 1,   quality,                operations-manager,    3,  management",
        "recovery-handover,          24, HOURS,        12,  customer-service-lead,  operations-manager,    48, management",
        "recovery-work,              3,  WORKING_DAYS, 2,   after-sales-supervisor, operations-manager,    5,  management",
        "recovery-callback,          3,  WORKING_DAYS, 2,   customer-service-lead,  operations-manager,    5,  management",
        "recovery-callback-again,    2,  WORKING_DAYS, 1,   customer-service-lead,  operations-manager,    3,  management",
        "major-join,                 24, HOURS,     '2,4,8', operations-manager,    management,            48, management",
        "major-first-contact,        24, HOURS,     '2,4,8', customer-service-lead, management,            48, management",
        "major-solution,             3,  WORKING_DAYS, 2,   customer-service-lead,  management,            5,  management",
        "major-progress,             2,  WORKING_DAYS, 1,   customer-service-lead,  operations-manager,    3,  management",
        "major-confirmation,         10, WORKING_DAYS, 8,   customer-service-lead,  management,            15, management",
        "major-contact-again,        24, HOURS,     12,      customer-service-lead, operations-manager,    48, management",
        "major-closing,              2,  WORKING_DAYS, 1,   management,            management,            3,  management",
        "special-survey,             7,  DAYS,         5,   customer-service-lead,  customer-service-lead, 10, operations-manager",
        "recovery-survey,            3,  DAYS,         '',  customer-service,       customer-service-lead, 3,  operations-manager",
        "follow-up-lapse,            14, DAYS,         '',  customer-service,       customer-service-lead, 14, operations-manager",
        "contact-customer,           3,  WORKING_DAYS, 2,   customer-service-lead,  operations-manager,    5,  management",
        "contact-after-complaint,    2,  WORKING_DAYS, 1,   customer-service-lead,  operations-manager,    3,  management",
        "contact-after-service,      3,  WORKING_DAYS, 2,   customer-service-lead,  operations-manager,    5,  management",
        "contact-first-service,      7,  DAYS,         5,   customer-service-lead,  operations-manager,    10, management",
        "contact-key-customer,       2,  WORKING_DAYS, 1,   account-manager,        operations-manager,    3,  management",
        "contact-again,              4,  HOURS,        2,   customer-service,       customer-service-lead, 24, operations-manager",
        "promised-call-back,         24, HOURS,        20,  customer-service-lead,  operations-manager,    48, management",
        "interview-record,           10, MINUTES,      '',  customer-service,       customer-service-lead, 10, customer-service-lead",
    })
    @DisplayName("E8: service-standards holds every number of an obligation")
    void serviceStandards(
            String obligation,
            int amount,
            String unit,
            String warnAfter,
            String warnRole,
            String breachRole,
            int nextAfter,
            String nextRole) {
        var row = decide("service-standards", Map.of("obligation", obligation)).getSingleResult();

        assertThat(row.<Number>getEntry("amount").intValue()).isEqualTo(amount);
        assertThat(row.<String>getEntry("unit")).isEqualTo(unit);
        assertThat(row.<String>getEntry("warnAfter")).isEqualTo(warnAfter);
        assertThat(row.<String>getEntry("warnRole")).isEqualTo(warnRole);
        assertThat(row.<String>getEntry("breachRole")).isEqualTo(breachRole);
        assertThat(row.<Number>getEntry("nextAfter").intValue()).isEqualTo(nextAfter);
        assertThat(row.<String>getEntry("nextRole")).isEqualTo(nextRole);
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3} {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "配件不足,           SOLUTION,        REPAIR,    PartsMissing,       warehouse",
                "响应慢 配件不足,    RESPONSE,        REPAIR,    PartsMissing,       warehouse",
                "响应慢,             RESPONSE,        DELIVERY,  SlowDelivery,       warehouse",
                "态度差 专业能力不足, ATTITUDE,       REPAIR,    SkillMissing,       technical-lead",
                "态度差 未彻底解决,  ATTITUDE,        REPAIR,    BadAttitude,        customer-service-lead",
                "响应慢,             RESPONSE,        REPAIR,    SlowResponse,       customer-service-lead",
                "流程繁琐,           RESPONSE,        RETURN,    TediousProcess,     customer-service-lead",
                "沟通不畅,           RESPONSE,        REPAIR,    PoorCommunication,  customer-service-lead",
                "未彻底解决 价格不透明, SOLUTION,     REPAIR,    NotSolved,          after-sales-supervisor",
                "价格不透明,         OTHER,           REPAIR,    UnclearPrice,       after-sales-supervisor",
                "'',                 PROFESSIONALISM, REPAIR,    LowProfessionalism, technical-lead",
                "'',                 RESPONSE,        REPAIR,    LowService,         customer-service-lead",
                "'',                 ATTITUDE,        REPAIR,    LowService,         customer-service-lead",
                "'',                 SOLUTION,        REPAIR,    Otherwise,          after-sales-supervisor",
                "'',                 -,               COMPLAINT, Otherwise,          after-sales-supervisor",
            })
    @DisplayName("E9: responsible-department says whose work a recovery is")
    void responsibleDepartment(
            String tags, @Nullable String problemClass, String scenario, String rule, String department) {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("tags", tags.replace(" ", "、"));
        facts.put("problemClass", problemClass);
        facts.put("scenario", scenario);
        facts.put("productType", null);
        facts.put("serviceTypes", "维修");

        var row = decide("responsible-department", facts).getSingleResult();

        assertThat(row.<String>getEntry("rule")).isEqualTo(rule);
        assertThat(row.<String>getEntry("department")).isEqualTo(department);
        assertThat(row.<String>getEntry("reason")).isNotBlank();
    }

    @ParameterizedTest(
            name =
                    "{0} {1} overall {2} major {3}, slow {4} {5} record {6}, unsolved {7} record {8} escalated {9}, words {10} {11} -> {12}")
    @CsvSource(
            nullValues = "-",
            value = {
                "true,  VALID,   1, true,  true,  1, 1,  true,  1,    false, true,  PHONE, AlreadyVerified,  NONE,               '',       0,   quality,          customer-service-lead",
                "false, INVALID, 1, true,  true,  1, 1,  true,  1,    false, false, WEB,   Invalid,          NONE,               '',       0,   quality,          customer-service-lead",
                "false, SUSPECT, 1, true,  true,  1, 1,  true,  1,    false, false, WEB,   Suspect,          SUSPECT,            '',       100, quality,          customer-service-lead",
                "false, VALID,   1, true,  true,  1, 1,  true,  1,    false, true,  WEB,   SlowByWords,      CLAIM_AGAINST_FACT, SLOW,     100, quality,          customer-service-lead",
                "false, VALID,   1, true,  true,  1, 61, true,  1441, false, true,  WEB,   ExtremeAndMajor,  EXTREME_AND_MAJOR,  '',       100, quality,          customer-service-lead",
                "false, VALID,   5, true,  false, -, -,  false, -,    false, true,  PHONE, ExtremeAndMajor,  EXTREME_AND_MAJOR,  '',       100, quality,          customer-service-lead",
                "false, VALID,   2, true,  false, -, -,  false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   2, false, true,  -, 60, false, -,    false, true,  WEB,   SlowByWords,      CLAIM_AGAINST_FACT, SLOW,     100, quality,          customer-service-lead",
                "false, VALID,   2, false, true,  2, 61, false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   2, false, true,  -, -,  false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   4, false, false, 2, 40, false, -,    false, false, WEB,   SlowByScore,      CLAIM_AGAINST_FACT, SLOW,     100, quality,          customer-service-lead",
                "false, VALID,   4, false, false, 3, 40, false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   2, false, false, 2, 61, true,  1440, false, true,  PHONE, UnsolvedByWords,  CLAIM_AGAINST_FACT, UNSOLVED, 100, quality,          customer-service-lead",
                "false, VALID,   2, false, false, -, -,  true,  1441, false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   2, false, false, -, -,  true,  600,  true,  true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   4, false, false, -, -,  false, -,    false, false, WEB,   ScoreWithoutText, MISSING_TEXT,       '',       100, customer-service, quality",
                "false, VALID,   1, false, false, -, -,  false, -,    false, false, PAPER, ScoreWithoutText, MISSING_TEXT,       '',       100, customer-service, quality",
                "false, VALID,   4, false, false, -, -,  false, -,    false, false, PHONE, Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   1, false, false, -, -,  false, -,    false, false, PHONE, ExtremeScore,     EXTREME_SAMPLE,     '',       5,   quality,          customer-service-lead",
                "false, VALID,   5, false, false, -, -,  false, -,    false, false, WEB,   ExtremeScore,     EXTREME_SAMPLE,     '',       5,   quality,          customer-service-lead",
                "false, VALID,   1, false, false, -, -,  false, -,    false, true,  WEB,   ExtremeScore,     EXTREME_SAMPLE,     '',       5,   quality,          customer-service-lead",
                "false, VALID,   2, false, false, -, -,  false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
                "false, VALID,   -, false, false, -, -,  false, -,    false, true,  WEB,   Otherwise,        NONE,               '',       0,   quality,          customer-service-lead",
            })
    @DisplayName("C3–C5: verification-policy says which answers are verified, why, how many of a hundred and by whom")
    void verificationPolicy(
            boolean ofVerification,
            String validity,
            @Nullable Integer overall,
            boolean major,
            boolean saysSlow,
            @Nullable Integer responseSpeed,
            @Nullable Integer responseMinutes,
            boolean saysUnsolved,
            @Nullable Integer solvedMinutes,
            boolean escalated,
            boolean hasWords,
            String channel,
            String rule,
            String reason,
            String claim,
            int share,
            String role,
            String alternate) {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("ofVerification", ofVerification);
        facts.put("validity", validity);
        facts.put("overall", overall);
        facts.put("major", major);
        facts.put("saysSlow", saysSlow);
        facts.put("responseSpeed", responseSpeed);
        facts.put("responseMinutes", responseMinutes);
        facts.put("saysUnsolved", saysUnsolved);
        facts.put("solvedMinutes", solvedMinutes);
        facts.put("escalated", escalated);
        facts.put("hasWords", hasWords);
        facts.put("channel", channel);

        var verdict = decide("verification-policy", facts).getSingleResult();

        assertThat(verdict.<String>getEntry("rule")).isEqualTo(rule);
        assertThat(verdict.<String>getEntry("reason")).isEqualTo(reason);
        assertThat(verdict.<String>getEntry("claim")).isEqualTo(claim);
        assertThat(verdict.<Number>getEntry("share").intValue()).isEqualTo(share);
        assertThat(verdict.<String>getEntry("role")).isEqualTo(role);
        assertThat(verdict.<String>getEntry("alternate")).isEqualTo(alternate).isNotEqualTo(role);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}, mail {5}, sms {6}, phone {7}, another {8} -> {9}")
    @CsvSource({
        "SPECIAL,  STANDARD, false, YES,     true,  true,  true,  true,  false, OptedOut,              NONE,     '',              0,  HOURS, special-survey",
        "RECOVERY, STANDARD, false, NO,      false, true,  true,  true,  false, NoConsent,             NONE,     '',              0,  HOURS, special-survey",
        "SPECIAL,  VIP,      true,  UNKNOWN, false, true,  true,  true,  false, NoConsent,             NONE,     '',              0,  HOURS, special-survey",
        "RECOVERY, STANDARD, false, YES,     false, true,  true,  true,  true,  RecoveryBesideAnother, NONE,     '',              0,  HOURS, recovery-survey",
        "SPECIAL,  STANDARD, false, YES,     false, true,  true,  true,  true,  SpecialByEmail,        EMAIL,    survey-special,  3,  DAYS,  special-survey",
        "SPECIAL,  KEY,      false, YES,     false, true,  true,  true,  false, SpecialOfKeyCustomer,  PERSONAL, survey-special,  0,  HOURS, special-survey",
        "SPECIAL,  STANDARD, true,  YES,     false, true,  true,  true,  false, SpecialOfChurnRisk,    PERSONAL, survey-special,  0,  HOURS, special-survey",
        "SPECIAL,  STANDARD, false, YES,     false, true,  false, true,  false, SpecialByEmail,        EMAIL,    survey-special,  3,  DAYS,  special-survey",
        "SPECIAL,  STANDARD, false, YES,     false, false, true,  true,  false, SpecialBySms,          SMS,      survey-special,  3,  DAYS,  special-survey",
        "SPECIAL,  STANDARD, false, YES,     false, false, false, true,  false, SpecialByPhone,        PERSONAL, survey-special,  0,  HOURS, special-survey",
        "RECOVERY, VIP,      true,  YES,     false, true,  true,  true,  false, RecoveryByEmail,       EMAIL,    survey-recovery, 24, HOURS, recovery-survey",
        "RECOVERY, STANDARD, false, YES,     false, false, true,  true,  false, RecoveryBySms,         SMS,      survey-recovery, 24, HOURS, recovery-survey",
        "RECOVERY, STANDARD, false, YES,     false, false, false, true,  false, RecoveryByPhone,       NONE,     '',              0,  HOURS, recovery-survey",
        "SPECIAL,  STANDARD, false, YES,     false, false, false, false, false, NoChannel,             NONE,     '',              0,  HOURS, special-survey",
    })
    @DisplayName(
            "A9 A10 A12 E4 E5: follow-up-plan says who is asked once more, when and how; the quiet period forbids it to nobody")
    void followUpPlan(
            String purpose,
            String tier,
            boolean churnRisk,
            String consent,
            boolean optedOut,
            boolean hasEmail,
            boolean smsAvailable,
            boolean hasPhone,
            boolean anotherRuns,
            String rule,
            String channel,
            String questionnaire,
            int waitFor,
            String unit,
            String obligation) {
        var facts = new HashMap<String, Object>();
        facts.put("purpose", purpose);
        facts.put("customerTier", tier);
        facts.put("churnRisk", churnRisk);
        facts.put("consent", consent);
        facts.put("optedOut", optedOut);
        facts.put("hasEmail", hasEmail);
        facts.put("smsAvailable", smsAvailable);
        facts.put("hasPhone", hasPhone);
        facts.put("anotherRuns", anotherRuns);

        var row = decide("follow-up-plan", facts).getSingleResult();

        assertThat(row.<String>getEntry("rule")).isEqualTo(rule);
        assertThat(row.<String>getEntry("channel")).isEqualTo(channel);
        assertThat(row.<String>getEntry("questionnaire")).isEqualTo(questionnaire);
        assertThat(row.<Number>getEntry("waitFor").intValue()).isEqualTo(waitFor);
        assertThat(row.<String>getEntry("unit")).isEqualTo(unit);
        assertThat(row.<String>getEntry("obligation")).isEqualTo(obligation);
        assertThat(row.<Number>getEntry("quietDays").intValue()).isZero();
        assertThat(row.<String>getEntry("contactRole"))
                .isEqualTo(rule.matches("SpecialOf.*") ? "account-manager" : "customer-service");
        assertThat(row.<String>getEntry("reason").isEmpty()).isEqualTo(!channel.equals("NONE"));
    }

    @ParameterizedTest(name = "tried in {0} parts of the day, {1} left -> {2}")
    @CsvSource({
        "0, 3, Otherwise,  false",
        "1, 2, Otherwise,  false",
        "2, 1, Otherwise,  false",
        "3, 0, ThreeParts, true",
        "3, 1, ThreeParts, true",
        "2, 0, NoPartLeft, true",
    })
    @DisplayName("B3 C3: interview-attempts counts attempts in different parts of the day only")
    void interviewAttempts(int partsTried, int partsLeft, String rule, boolean last) {
        var row = decide("interview-attempts", Map.of("partsTried", partsTried, "partsLeft", partsLeft))
                .getSingleResult();

        assertThat(row.<String>getEntry("rule")).isEqualTo(rule);
        assertThat(row.<Boolean>getEntry("isLastAttempt")).isEqualTo(last);
    }

    @Test
    @DisplayName("an obligation that no row names has no standard")
    void knowsNoOtherObligation() {
        assertThat(decide("service-standards", Map.of("obligation", "no-such-thing")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} planned {2}, mail {3}, mobile {4}, robot {5} -> {6}")
    @CsvSource({
        "STAFF,    WARNING,         EMAIL, true,  true,  true,  'WECOM,EMAIL'",
        "STAFF,    ESCALATION,      EMAIL, true,  true,  false, EMAIL",
        "CUSTOMER, INVITATION,      EMAIL, true,  true,  false, 'EMAIL,SMS'",
        "CUSTOMER, ACKNOWLEDGEMENT, EMAIL, true,  false, false, EMAIL",
        "CUSTOMER, ACKNOWLEDGEMENT, EMAIL, false, true,  false, SMS",
        "CUSTOMER, INVITATION,      SMS,   false, true,  false, SMS",
        "CUSTOMER, REMINDER,        SMS,   true,  true,  false, 'SMS,EMAIL'",
        "CUSTOMER, REMINDER,        SMS,   true,  false, false, EMAIL",
        "CUSTOMER, REPLY,           EMAIL, false, false, false, EMAIL",
    })
    @DisplayName("B1 E1 E8: channel-order says which way a message goes, and which way then")
    void channelOrder(
            String audience,
            String kind,
            String planned,
            boolean hasEmail,
            boolean hasMobile,
            boolean hasRobot,
            String channels) {
        var facts = new HashMap<String, Object>();
        facts.put("audience", audience);
        facts.put("kind", kind);
        facts.put("planned", planned);
        facts.put("customerTier", "STANDARD");
        facts.put("language", "zh");
        facts.put("scenario", "REPAIR");
        facts.put("hasEmail", hasEmail);
        facts.put("hasMobile", hasMobile);
        facts.put("hasRobot", hasRobot);

        assertThat(decide("channel-order", facts).getSingleResult().<String>getEntry("channels"))
                .isEqualTo(channels);
    }

    /** A row that no line above reaches would be a row that nobody tested. */
    @AfterAll
    static void everyRowWasReached() {
        for (String table : List.of(
                "survey-plan",
                "triage",
                "verification-policy",
                "service-standards",
                "responsible-department",
                "interview-attempts",
                "channel-order")) {
            assertThat(REACHED.getOrDefault(table, new TreeSet<>()))
                    .as("the rows of " + table + " that a line of this test reaches")
                    .containsAll(rules(table));
        }
    }

    private static DmnEngine engine() {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration
                .getCustomPostDecisionTableEvaluationListeners()
                .add(event -> event.getMatchingRules()
                        .forEach(rule -> REACHED.computeIfAbsent(
                                        event.getDecisionTable().getKey(), table -> new TreeSet<>())
                                .add(rule.getId())));
        return configuration.buildEngine();
    }

    private static List<String> rules(String table) {
        return Dmn.readModelFromFile(Path.of("bpmn", table + ".dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .map(Rule::getId)
                .toList();
    }

    private static DmnDecisionResult decide(String table, Map<String, ? extends @Nullable Object> facts) {
        try (var file = Files.newInputStream(Path.of("bpmn", table + ".dmn"))) {
            DmnDecision decision = ENGINE.parseDecision(table, file);
            var inputs = new HashMap<String, @Nullable Object>(facts);
            return ENGINE.evaluateDecision(decision, inputs);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
