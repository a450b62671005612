package io.huisheng.invitation;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** Why a customer is not asked, in words; a code that process owners invent speaks for itself. */
final class NotSentReason {

    private NotSentReason() {}

    static String in(Locale locale, String code, MessageSource messages) {
        return String.valueOf(messages.getMessage("invitation.reason." + code, null, code, locale));
    }
}
