package io.huisheng.messaging;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.shared.CaseNo;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes into the timeline of a case what reached whom, and what did not. */
@Component
class MessageNotes {

    private final CaseFiles files;
    private final OutboxRows rows;
    private final Staff staff;
    private final MessageSource messages;

    MessageNotes(CaseFiles files, OutboxRows rows, Staff staff, MessageSource messages) {
        this.files = files;
        this.rows = rows;
        this.staff = staff;
        this.messages = messages;
    }

    @EventListener
    void on(MessageDelivered delivered) {
        note(delivered.caseNo(), "MESSAGE_SENT", "message.note.sent.", delivered.id(), delivered.kind(), "");
    }

    @EventListener
    void on(MessageUndeliverable undeliverable) {
        note(
                undeliverable.caseNo(),
                "MESSAGE_FAILED",
                "message.note.failed.",
                undeliverable.id(),
                undeliverable.kind(),
                reason(undeliverable.reason()));
    }

    private void note(CaseNo caseNo, String noteKind, String key, UUID id, String kind, String reason) {
        var role = rows.roleOf(id);
        var channel = rows.channelOf(id);
        var title = message("message.kind." + kind, kind);
        files.note(
                caseNo,
                noteKind,
                message(key + (role == null ? "customer" : "role"), key, title, titleOf(role), reason, way(channel)),
                "system");
    }

    /** Mail is the usual way and goes without saying. */
    private String way(Channel channel) {
        return channel == Channel.EMAIL ? "" : message("message.way." + channel, "");
    }

    private String titleOf(@Nullable String role) {
        return role == null ? "" : staff.titleOf(role);
    }

    private String reason(String code) {
        return message("message.reason." + Trouble.of(code), message("message.reason.OTHER", code));
    }

    /** The timeline speaks Chinese, whoever reads it. */
    private String message(String key, String otherwise, Object... arguments) {
        var text = messages.getMessage(key, arguments, otherwise, Locale.SIMPLIFIED_CHINESE);
        return text == null ? otherwise : text;
    }
}
