package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.MessageComposer;
import io.huisheng.messaging.QueuedMessage;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says to the customer of a major complaint what somebody wrote about its progress, and whom he can turn to (E5). */
@Component
class MajorComposer implements MessageComposer {

    private final MajorRows rows;
    private final DutyRows duties;
    private final CaseFiles files;
    private final Customers customers;

    MajorComposer(MajorRows rows, DutyRows duties, CaseFiles files, Customers customers) {
        this.rows = rows;
        this.duties = duties;
        this.files = files;
        this.customers = customers;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("PROGRESS");
    }

    @Override
    public Composition compose(QueuedMessage message) {
        var progress =
                rows.progress(Objects.requireNonNull(message.reference())).orElse(null);
        if (progress == null) {
            return new Withdrawn("PROGRESS_GONE");
        }
        var duty = duties.find(progress.dutyId()).orElseThrow();
        if (duty.state() == State.CANCELLED) {
            return new Withdrawn("DUTY_CANCELLED");
        }
        var customerNo = files.get(duty.caseNo()).customerNo();
        var contact = customers.contactOf(customerNo);
        var model = new HashMap<String, Object>();
        model.put("name", contact.name() == null ? "" : contact.name());
        model.put("progress", progress.text());
        model.put("signedBy", progress.signedBy());
        return new Letter(
                "progress",
                contact.locale(),
                contact.email(),
                customers.mobileOf(customerNo).orElse(null),
                model,
                new Object[] {duty.caseNo().value()},
                null);
    }
}
