package io.huisheng.messaging;

import io.huisheng.casefile.CaseSection;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import java.time.OffsetDateTime;
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
        return rows.of(caseNo).stream()
                .map(line -> new Message(
                        line.kind(),
                        line.channel(),
                        line.state(),
                        line.at().atZone(BusinessTime.ZONE).toOffsetDateTime(),
                        line.attempts(),
                        line.lastError()))
                .toList();
    }

    record Message(
            String kind,
            String channel,
            String state,
            OffsetDateTime at,
            int attempts,
            @Nullable String lastError) {}
}
