package io.huisheng.assessment;

import java.util.stream.Collectors;

/** What the timeline says about an assessment; always Chinese, without what the customer wrote. */
final class Words {

    private Words() {}

    static String ofAssessment(Assessment assessment) {
        var reasons = assessment.reasons().stream()
                .filter(reason -> reason != Reason.STRAIGHT_LINE)
                .map(Words::of)
                .collect(Collectors.joining("、"));
        return "评价已分析：" + of(assessment.validity()) + (reasons.isEmpty() ? "" : "（" + reasons + "）")
                + (assessment.tags().isEmpty()
                        ? ""
                        : "，标签："
                                + assessment.tags().stream()
                                        .map(Assessment.Tagged::tag)
                                        .collect(Collectors.joining("、")))
                + (assessment.major() ? "，含重大不满信号" : "");
    }

    static String ofRuling(Validity validity) {
        return "质量人员裁定评价为" + of(validity);
    }

    private static String of(Validity validity) {
        return switch (validity) {
            case VALID -> "有效";
            case SUSPECT -> "待核实";
            case INVALID -> "无效";
        };
    }

    private static String of(Reason reason) {
        return switch (reason) {
            case TOO_FAST -> "作答过快";
            case CONTRADICTION -> "前后矛盾";
            case DUPLICATE -> "重复作答";
            case STRAIGHT_LINE -> "各项评分相同";
        };
    }
}
