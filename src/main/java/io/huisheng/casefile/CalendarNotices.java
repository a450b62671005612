package io.huisheng.casefile;

import io.huisheng.calendar.CalendarGaps;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells everybody when deadlines are counted without the published schedule of a year. */
@Component
class CalendarNotices implements HomeNotice {

    private final CalendarGaps gaps;
    private final MessageSource messages;

    CalendarNotices(CalendarGaps gaps, MessageSource messages) {
        this.gaps = gaps;
        this.messages = messages;
    }

    @Override
    public Optional<Notice> notice(Locale locale) {
        var missing = gaps.missingYears().stream()
                .map(year -> messages.getMessage("calendar.gap", new Object[] {year}, locale));
        var refused = gaps.refusedFiles().stream()
                .map(file -> messages.getMessage("calendar.refused", new Object[] {file}, locale));
        var text = Stream.concat(missing, refused).collect(Collectors.joining(" "));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Notice(text, null));
    }
}
