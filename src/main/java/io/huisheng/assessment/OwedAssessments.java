package io.huisheng.assessment;

import io.huisheng.survey.ResponseStored;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that every stored answer is assessed, also one that no diagram waits for: late, anonymous, or stored right before
 * a crash. What is owed is written in the transaction that stores the answer.
 */
@Component
public class OwedAssessments {

    private static final int BATCH = 200;
    private static final Logger log = LoggerFactory.getLogger(OwedAssessments.class);

    private final Assessments assessments;
    private final AssessmentRows rows;
    private final AssessmentSettings settings;
    private final TransactionTemplate ownTransaction;

    OwedAssessments(
            Assessments assessments,
            AssessmentRows rows,
            AssessmentSettings settings,
            PlatformTransactionManager transactions) {
        this.assessments = assessments;
        this.rows = rows;
        this.settings = settings;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    void owe(ResponseStored stored) {
        rows.owe(stored.responseId());
    }

    @TransactionalEventListener
    void assess(ResponseStored stored) {
        assess(stored.responseId());
    }

    @Scheduled(fixedDelayString = "${huisheng.assessment.sweep-every:10s}")
    void sweep() {
        assessAll(settings.assessAfter().toSeconds());
    }

    /** Assesses every answer that still waits for it, and returns how many it assessed. */
    public int assessWaiting() {
        return assessAll(0);
    }

    private int assessAll(long olderThanSeconds) {
        var assessed = 0;
        List<UUID> owed;
        do {
            owed = rows.owed(olderThanSeconds, BATCH);
            for (UUID responseId : owed) {
                assessed += assess(responseId) ? 1 : 0;
            }
        } while (owed.size() == BATCH);
        return assessed;
    }

    private boolean assess(UUID responseId) {
        try {
            ownTransaction.executeWithoutResult(status -> {
                assessments.assess(responseId);
                rows.settled(responseId);
            });
            return true;
        } catch (RuntimeException failure) {
            // The text of the failure may repeat what the customer wrote.
            // The id would tell whose anonymous answer it is; the answers that wait stand in assessment_due.
            log.atError()
                    .addKeyValue("error", failure.getClass().getName())
                    .log("Answer can't be assessed now, trying again later");
            ownTransaction.executeWithoutResult(status -> rows.postpone(responseId));
            return false;
        }
    }
}
