package io.huisheng.casefile;

import io.huisheng.shared.BusinessTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** How codes and moments are said on a page. */
final class PageWords {

    private static final String NOTHING = "–";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final MessageSource texts;
    private final Locale locale;
    private final Instant now;

    PageWords(MessageSource texts, Locale locale, Instant now) {
        this.texts = texts;
        this.locale = locale;
        this.now = now;
    }

    /** The words for a code; a code nobody has words for is shown as it is. */
    public String say(String kind, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            return NOTHING;
        }
        var words = texts.getMessage("casefile." + kind + "." + code, null, code, locale);
        return words == null ? code : words;
    }

    /** Why a message did not leave, or was withdrawn; a code nobody has words for is shown as it is. */
    public String trouble(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return NOTHING;
        }
        var words = texts.getMessage("message.reason." + code, null, say("reason", code), locale);
        return words == null ? code : words;
    }

    /** A text from outside, or a dash where there is none. */
    public String or(@Nullable String text) {
        return text == null || text.isEmpty() ? NOTHING : text;
    }

    /** A moment in business time, to the minute. */
    public String moment(@Nullable String written) {
        var moment = parsed(written);
        return moment == null ? or(written) : at(moment);
    }

    /** A moment in business time, to the minute. */
    public String at(@Nullable Instant moment) {
        return moment == null ? NOTHING : MOMENT.format(moment.atZone(BusinessTime.ZONE));
    }

    /** Whether a duty is open beyond its deadline. */
    public boolean isOverdue(Part duty) {
        if (!"OPEN".equals(duty.text("state"))) {
            return false;
        }
        var dueAt = parsed(duty.text("dueAt"));
        return duty.has("breachedAt") || (dueAt != null && dueAt.isBefore(now));
    }

    private static @Nullable Instant parsed(@Nullable String written) {
        try {
            return written == null ? null : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException notAMoment) {
            return null;
        }
    }
}
