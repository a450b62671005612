package io.huisheng.closure;

import io.huisheng.casefile.HomeFigure;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many duties towards customers are open, and how many are overdue, for everybody who works on them (E8). */
@Component
@Order(300)
class DutyFigures implements HomeFigure {

    private final DutyRows rows;
    private final MessageSource messages;
    private final Clock clock;

    DutyFigures(DutyRows rows, MessageSource messages, Clock clock) {
        this.rows = rows;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures(Set<String> roles, Locale locale) {
        var figures = rows.figures(clock.instant());
        return List.of(
                figure("closure.figure.open", figures.open(), false, locale),
                figure("closure.figure.overdue", figures.overdue(), figures.overdue() > 0, locale));
    }

    private Figure figure(String key, int number, boolean urgent, Locale locale) {
        return new Figure(messages.getMessage(key, null, locale), Integer.toString(number), null, urgent);
    }
}
