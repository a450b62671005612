package io.huisheng.closure;

import io.huisheng.shared.BusinessTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the timeline says about duties; always Chinese, without personal data. */
final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("THANKED", "已致谢"),
            Map.entry("REPLIED", "已答复客户"),
            Map.entry("RECOVERED", "已补救"),
            Map.entry("BECAME_MAJOR", "客户再次不认可，已转为重大投诉"),
            Map.entry("VERIFIED", "已核实"),
            Map.entry("CORRECTED", "已核实，客户有更正或补充"),
            Map.entry("SETTLED", "已与客户达成一致"),
            Map.entry("REACHED", "已联系上客户"),
            Map.entry("UNREACHABLE", "联系不上客户"),
            Map.entry("PROMISE_UNREACHABLE", "未能兑现回电承诺，联系不上客户"),
            Map.entry("REFUSED", "客户不愿意评价"),
            Map.entry("REOPENED", "服务已重新处理"),
            Map.entry("CUSTOMER_ERASED", "客户资料已删除"));

    private static final Map<String, String> DOUBTS = Map.of(
            "MISSING_TEXT", "有分数没有文字",
            "SUSPECT", "答复存疑",
            "CLAIM_AGAINST_FACT", "与服务记录不符",
            "EXTREME_AND_MAJOR", "极端评分并有重大风险",
            "EXTREME_SAMPLE", "极端评分，抽样核实");

    private Words() {}

    static String of(DutyType type) {
        return switch (type) {
            case THANKS -> "感谢客户";
            case SUGGESTION_REPLY -> "答复客户建议";
            case VERIFICATION -> "核实评价";
            case RECOVERY -> "服务补救";
            case MAJOR_COMPLAINT -> "重大不满处理";
            case INTERVIEW -> "电话访谈";
        };
    }

    static String ofCall(InterviewCall call) {
        return switch (call.outcome()) {
            case REACHED -> call.promisesCallBack() ? "电话回访已完成，答应了客户回电" : "电话回访已完成";
            case BUSY -> "客户正忙" + (call.callAgainAt() == null ? "" : "，约定 " + moment(call.callAgainAt()) + " 再联系");
            case UNANSWERED -> "电话无人接听";
            case REFUSED -> "客户拒绝回访，今后不再打扰";
        };
    }

    static String doubted(String reason) {
        return "答复待核实：" + DOUBTS.getOrDefault(reason, reason);
    }

    static String verified(VerificationResult.Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> "核实评价：客户确认原来的评价";
            case CORRECTED -> "核实评价：客户有更正或补充";
            case CHECKED -> "核实评价：已查核服务记录，未打扰客户";
            case NOT_REACHED -> "核实评价：没有联系上客户";
        };
    }

    static String promiseUnanswered() {
        return "承诺的回电没有联系上客户";
    }

    static String enteredLate() {
        return "通话登记迟于规定时间";
    }

    static String rewarded(String reward) {
        return "已登记奖励：" + reward;
    }

    /** A tag, or a kind of threat, in words. */
    static String tag(String tag) {
        return switch (tag) {
            case "regulator" -> "监管投诉";
            case "media" -> "媒体曝光";
            case "legal_claim" -> "法律追究";
            case "return_refund_terminate" -> "退货退款或终止合作";
            case "safety_injury" -> "人身安全";
            default -> tag;
        };
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(BusinessTime.ZONE));
    }

    static String opened(DutyType type, @Nullable Instant dueAt) {
        return "新增待办：" + of(type) + (dueAt == null ? "" : "，期限 " + moment(dueAt));
    }

    static String joined(DutyType type) {
        return of(type) + "已在处理中，新的反馈一并处理";
    }

    static String handedTo(DutyType type, String roleTitle) {
        return of(type) + "已交" + roleTitle + "处理";
    }

    static String recoveryAccepted(String roleTitle) {
        return roleTitle + "已接手服务补救";
    }

    static String departmentDisputed(String roleTitle, String claimedTitle) {
        return disputed(roleTitle, claimedTitle) + "，等待质量部门核实裁定";
    }

    static String disputed(String roleTitle, String claimedTitle) {
        return "责任部门有争议：现由" + roleTitle + "负责，被认为应由" + claimedTitle + "处理";
    }

    static String departmentRuled(String roleTitle) {
        return "质量部门裁定：服务补救由" + roleTitle + "处理";
    }

    static String recoveryWorked(String roleTitle) {
        return roleTitle + "已完成补救，等待回访客户";
    }

    static String recoveryCalled(AfterCall next) {
        return switch (next) {
            case RECOVERED -> "回访客户：认可补救结果";
            case BACK -> "回访客户：不认可补救结果，退回责任部门";
            case MAJOR -> "回访客户：再次不认可补救结果，转为重大投诉";
            case DISPUTED -> "回访客户：已联系上，责任部门有争议";
            case AGAIN -> "回访客户：没有联系上，将换一个时段再试";
            case UNREACHABLE -> "回访客户：多次没有联系上，留档结束";
        };
    }

    static String taken(String obligation, Step step, String roleTitle) {
        return switch (step) {
            case WARNED -> obligation + "即将到期，已提醒" + roleTitle;
            case BREACHED -> obligation + "已超过期限，已通知" + roleTitle;
            case ESCALATED -> obligation + "超期后仍未完成，已上报" + roleTitle;
        };
    }

    static String ended(String obligation) {
        return obligation + "（现已结束，供您知悉）";
    }

    static String progressLost() {
        return "处理进展通知没有送到客户，改由专人联系客户告知";
    }

    static String joinedTaskForce(String roleTitle) {
        return roleTitle + "已加入专项小组";
    }

    static String contacted(Instant at, MajorContact.Outcome outcome) {
        var what = switch (outcome) {
            case REACHED -> "，已联系上，谈话内容已记录";
            case CONFIRMED -> "，客户确认问题已解决";
            case REJECTED -> "，客户不认可处理结果，原因已记录";
            case NOT_REACHED -> "，未联系上";
        };
        return moment(at) + " 联系客户" + what;
    }

    static String agreed(LocalDate finishBy) {
        return "已与客户商定解决方案，计划 " + finishBy + " 前完成";
    }

    static String decided(boolean closes) {
        return closes ? "管理层决定：多次联系不上客户，结案，理由已记录" : "管理层决定：继续联系客户，理由已记录";
    }

    static String closedLate(DutyType type) {
        return of(type) + "超过期限后才完成";
    }

    static String closed(DutyType type, String outcome) {
        return of(type) + "已完成：" + OUTCOMES.getOrDefault(outcome, outcome);
    }

    static String cancelled(DutyType type, String reason) {
        return of(type) + "已取消：" + OUTCOMES.getOrDefault(reason, reason);
    }
}
