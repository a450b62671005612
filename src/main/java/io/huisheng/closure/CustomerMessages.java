package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.Duty.State;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Channel;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.PlainText;
import io.huisheng.shared.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the house writes to a customer about his feedback: thanks, acknowledgement, reply. */
@Service
public class CustomerMessages {

    private static final int LONGEST_REPLY = 2000;
    private static final int LONGEST_NAME = 100;

    private final DutyRows rows;
    private final Duties duties;
    private final Outbox outbox;
    private final CaseFiles files;
    private final Staff staff;
    private final Clock clock;

    CustomerMessages(DutyRows rows, Duties duties, Outbox outbox, CaseFiles files, Staff staff, Clock clock) {
        this.rows = rows;
        this.duties = duties;
        this.outbox = outbox;
        this.files = files;
        this.staff = staff;
        this.clock = clock;
    }

    /** Thanks a satisfied customer, with the promised reward (E7). */
    @Transactional
    public void thank(UUID dutyId) {
        queue("thanks", "THANKS", get(dutyId));
    }

    /** Tells the customer that his suggestion was received and is being handled (E1). */
    @Transactional
    public void acknowledge(UUID dutyId) {
        queue("ack", "ACKNOWLEDGEMENT", get(dutyId));
    }

    /**
     * Keeps the reply that a member of staff wrote and queues it; with that the duty is fulfilled (E2).
     *
     * @param signedBy the person whom the customer can turn to; where it is blank, the one who wrote the reply
     */
    @Transactional
    public void reply(UUID dutyId, String text, String signedBy, String by) {
        var wrong = new ArrayList<Violation>();
        problemWith(text).ifPresent(problem -> wrong.add(new Violation("/reply", problem, LONGEST_REPLY)));
        PlainText.problemWith(signedBy, LONGEST_NAME)
                .ifPresent(problem -> wrong.add(new Violation("/signedBy", problem, LONGEST_NAME)));
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        if (!rows.holdOpen(dutyId)) {
            refuseUnlessSaid(get(dutyId), text);
            return;
        }
        var duty = get(dutyId);
        rows.writeReply(
                dutyId, text, signedBy.isBlank() ? staff.nameOf(by).orElse(null) : signedBy, by, clock.instant());
        queue("reply", "REPLY", duty);
        // That it was sent is noted when a mail server has taken it.
        files.note(duty.caseNo(), "REPLY_RECORDED", "已写好对客户的答复，等待发送", by);
        duties.close(dutyId, "REPLIED", by);
    }

    /** Whoever says the same again, for example by a double click, is told nothing new. */
    private void refuseUnlessSaid(Duty duty, String text) {
        var said = rows.replyOf(duty.id());
        if (said.isPresent() && said.get().text().equals(text)) {
            return;
        }
        if (said.isPresent()) {
            throw new Conflict("closure.reply.exists");
        }
        throw new Conflict(duty.state() == State.CANCELLED ? "closure.duty.cancelled" : "closure.duty.closed");
    }

    private static Optional<String> problemWith(String text) {
        return text.isBlank() ? Optional.of("closure.reply.missing") : PlainText.problemWith(text, LONGEST_REPLY);
    }

    private void queue(String key, String kind, Duty duty) {
        outbox.add(new NewMessage(key + ":" + duty.id(), kind, Channel.EMAIL, duty.caseNo(), duty.id(), null));
    }

    private Duty get(UUID dutyId) {
        return rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
    }
}
