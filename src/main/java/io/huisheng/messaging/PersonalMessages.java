package io.huisheng.messaging;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What was sent to a customer: kind, channel and moment, which stay. Addresses and texts are composed when a message leaves and
 * are never kept; what still waits is withdrawn.
 */
@Component
@Order(50)
class PersonalMessages implements PersonalRecords {

    private final OutboxRows rows;
    private final Clock clock;

    PersonalMessages(OutboxRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "messages";
    }

    /** The document of the case lists them already. */
    @Override
    public @Nullable Object of(CaseNo caseNo, List<Integer> rounds) {
        return null;
    }

    @Override
    public void erase(ErasedRounds erased) {
        // A message does not know its round; where a part of the case goes on, its composer withdraws it.
        if (erased.wholeCase()) {
            rows.withdrawAll(erased.caseNo(), "CUSTOMER_ERASED", clock.instant());
        }
    }
}
