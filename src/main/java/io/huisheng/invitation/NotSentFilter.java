package io.huisheng.invitation;

import io.huisheng.casefile.CaseFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Finds the cases whose customers were not asked, by the reason. */
@Component
class NotSentFilter implements CaseFilter {

    private static final List<String> REASONS = List.of(
            "NO_CONSENT",
            "CONSENT_WITHDRAWN",
            "OPTED_OUT",
            "NO_CHANNEL",
            "SAMPLED_OUT",
            "QUIET_PERIOD",
            "REOPENED",
            "CUSTOMER_ERASED",
            "COMPLAINED",
            "UNDELIVERABLE");

    private final MessageSource messages;

    NotSentFilter(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "notSentReason";
    }

    @Override
    public String label(Locale locale) {
        return messages.getMessage("invitation.filter.not-sent", null, locale);
    }

    @Override
    public Map<String, String> choices(Locale locale) {
        var choices = new LinkedHashMap<String, String>();
        REASONS.forEach(reason -> choices.put(reason, NotSentReason.in(locale, reason, messages)));
        return choices;
    }

    @Override
    public String condition() {
        return "exists (select 1 from invitation i where i.case_no = f.case_no and " + InvitationRepository.NOT_ASKED
                + " and i.reason = :value)";
    }
}
