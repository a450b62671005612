package io.huisheng.closure;

import io.huisheng.assessment.Validity;
import io.huisheng.assessment.ValidityDecided;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.invitation.RewardSettings;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Inserts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts the promised reward on record for every answer that counts or may still count, whatever it says, once each (B10, E7).
 * What was given to a doubtful answer is not taken back; an anonymous answer belongs to nobody and gets nothing.
 */
@Component
class Rewards {

    private final Inserts inserts;
    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final RewardSettings promised;
    private final Clock clock;

    Rewards(Inserts inserts, JdbcClient jdbc, CaseFiles files, RewardSettings promised, Clock clock) {
        this.inserts = inserts;
        this.jdbc = jdbc;
        this.files = files;
        this.promised = promised;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(ValidityDecided decided) {
        var caseNo = decided.caseNo();
        var round = decided.round();
        if (caseNo == null
                || round == null
                || decided.validity() == Validity.INVALID
                || promised.zh().isBlank()) {
            return;
        }
        var isNew = inserts.ifAbsent(
                "reward",
                Map.of(
                        "response_id", decided.responseId(),
                        "case_no", caseNo.value(),
                        "round", round,
                        "promised_zh", promised.zh(),
                        "promised_en", promised.en(),
                        "registered_at", clock.instant().atOffset(ZoneOffset.UTC)));
        if (isNew) {
            files.note(caseNo, "REWARD_REGISTERED", Words.rewarded(promised.zh()), "system");
        }
    }

    /** The reward that stands on record for the answer of this round, in the language of its reader; empty where there is none. */
    String registeredFor(CaseNo caseNo, int round, Locale locale) {
        var column = Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? "promised_en" : "promised_zh";
        return jdbc
                .sql("select " + column
                        + " from reward where case_no = :caseNo and round = :round order by registered_at")
                .param("caseNo", caseNo.value())
                .param("round", round)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .orElse("");
    }
}
