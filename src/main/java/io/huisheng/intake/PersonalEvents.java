package io.huisheng.intake;

import io.huisheng.casefile.ErasedRounds;
import io.huisheng.casefile.PersonalRecords;
import io.huisheng.shared.CaseNo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The list of what came in names no customer; what goes is the digest of the contents, by which one could be recognised. */
@Component
@Order(60)
class PersonalEvents implements PersonalRecords {

    private final ReceivedEvents received;

    PersonalEvents(ReceivedEvents received) {
        this.received = received;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public @Nullable Object of(CaseNo caseNo, List<Integer> rounds) {
        return received.of(caseNo);
    }

    @Override
    public void erase(ErasedRounds erased) {
        received.forgetContents(erased.caseNo());
    }
}
