package io.huisheng.closure;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.messaging.MessageUndeliverable;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears that a letter about a duty did not reach the customer, and says so where it owes him an answer (E1, E2, E5). */
@Component
class LostReplies {

    private static final Set<String> OWED = Set.of("ACKNOWLEDGEMENT", "REPLY");
    private static final String PROGRESS = "PROGRESS";

    private final DutyRows rows;
    private final MajorRows major;
    private final CaseFiles files;
    private final ApplicationEventPublisher events;

    LostReplies(DutyRows rows, MajorRows major, CaseFiles files, ApplicationEventPublisher events) {
        this.rows = rows;
        this.major = major;
        this.files = files;
        this.events = events;
    }

    @EventListener
    void on(MessageUndeliverable event) {
        if (event.reference() == null) {
            return;
        }
        if (OWED.contains(event.kind())) {
            rows.find(event.reference()).ifPresent(this::tellInPerson);
        }
        if (PROGRESS.equals(event.kind())) {
            major.progress(event.reference())
                    .flatMap(progress -> rows.find(progress.dutyId()))
                    .ifPresent(duty -> {
                        files.note(duty.caseNo(), "MAJOR_PROGRESS_LOST", Words.progressLost(), "system");
                        tellInPerson(duty);
                    });
        }
    }

    private void tellInPerson(Duty duty) {
        events.publishEvent(new ReplyUndeliverable(duty.caseNo(), duty.round()));
    }
}
