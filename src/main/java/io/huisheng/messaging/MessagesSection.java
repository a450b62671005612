package io.huisheng.messaging;

import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages of a case: what was sent, what waits, what could not be delivered. Names no address. */
@Component
class MessagesSection implements CaseSection {

    private final OutboxRows rows;

    MessagesSection(OutboxRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public Object of(CaseNo caseNo) {
        var tries = rows.triesOf(caseNo);
        return rows.of(caseNo).stream()
                .map(line -> new Message(
                        line.kind(),
                        line.channel(),
                        line.state(),
                        inBusinessTime(line.at()),
                        line.attempts(),
                        line.lastError(),
                        troubleOf(line.lastError()),
                        tries.stream()
                                .filter(one -> one.messageId().equals(line.id()))
                                .map(one -> new Try(
                                        one.channel(),
                                        one.attempts(),
                                        one.reason(),
                                        Trouble.of(one.reason()),
                                        inBusinessTime(one.endedAt())))
                                .toList()))
                .toList();
    }

    private static @Nullable String troubleOf(@Nullable String code) {
        return code == null ? null : Trouble.of(code);
    }

    private static OffsetDateTime inBusinessTime(Instant at) {
        return at.atZone(BusinessTime.ZONE).toOffsetDateTime();
    }

    record Message(
            String kind,
            String channel,
            String state,
            OffsetDateTime at,
            int attempts,
            @Nullable String lastError,
            @Nullable String trouble,
            List<Try> tries) {}

    /** A channel that failed for good, after which the next one was tried or none was left. */
    record Try(String channel, int attempts, String reason, String trouble, OffsetDateTime at) {}
}
