package io.huisheng.closure;

import io.huisheng.directory.Staff;
import io.huisheng.shared.CaseNo;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The log of a recovery in words, for those who work on it. */
@Component
class RecoveryStory {

    private final RecoveryRows log;
    private final Staff staff;
    private final MessageSource messages;

    RecoveryStory(RecoveryRows log, Staff staff, MessageSource messages) {
        this.log = log;
        this.staff = staff;
        this.messages = messages;
    }

    /** One line for everything that was recorded about the newest recovery of a case; nothing where it has none. */
    Optional<String> of(CaseNo caseNo) {
        return log.newestOf(caseNo)
                .map(duty -> log.of(duty).stream().map(this::line).collect(Collectors.joining("\n")))
                .filter(story -> !story.isEmpty());
    }

    private String line(RecoveryRecord line) {
        var who = staff.titleOf(line.department());
        return Words.moment(line.at()) + " "
                + switch (line.kind()) {
                    case ASSIGNED -> "责任部门：" + who + "（" + line.said() + "）";
                    case ACCEPTED -> who + "已接手";
                    case DISPUTED ->
                        Words.disputed(who, staff.titleOf(Objects.requireNonNull(line.claimed()))) + "，理由："
                                + line.said();
                    case RULED -> "质量部门裁定由" + who + "处理：" + line.said();
                    case WORKED -> who + "处理完成：" + line.said() + "（原因：" + cause(line) + "）";
                    case CALLED -> called(line);
                };
    }

    private static String called(RecoveryRecord line) {
        return switch (Objects.requireNonNull(line.verdict())) {
            case ACCEPTED -> "回访：客户认可";
            case NOT_ACCEPTED -> "回访：客户不认可，理由：" + line.said();
            case NOT_REACHED -> "回访：没有联系上";
        };
    }

    private String cause(RecoveryRecord line) {
        var code = Objects.requireNonNull(line.cause());
        return Objects.requireNonNullElse(
                messages.getMessage("casefile.cause." + code, null, code, Locale.SIMPLIFIED_CHINESE), code);
    }
}
