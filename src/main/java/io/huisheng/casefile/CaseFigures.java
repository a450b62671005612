package io.huisheng.casefile;

import io.huisheng.shared.BusinessTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many cases stand where, and what came in lately. */
@Component
@Order(0)
class CaseFigures implements HomeFigure {

    private static final int LATELY_DAYS = 7;

    private final CaseSearch search;
    private final MessageSource texts;
    private final Clock clock;

    CaseFigures(CaseSearch search, MessageSource texts, Clock clock) {
        this.search = search;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures(Set<String> roles, Locale locale) {
        List<Figure> figures = new ArrayList<>();
        var counts = search.countByStage();
        for (Stage stage : Stage.values()) {
            figures.add(new Figure(
                    texts.getMessage("casefile.stage." + stage, null, locale),
                    String.valueOf(counts.getOrDefault(stage, 0L)),
                    "/cases?stage=" + stage,
                    false));
        }
        var today = LocalDate.ofInstant(clock.instant(), BusinessTime.ZONE);
        var firstDay = today.minusDays(LATELY_DAYS - 1L);
        figures.add(new Figure(
                texts.getMessage("casefile.home.lately", new Object[] {LATELY_DAYS}, locale),
                String.valueOf(search.countOpenedSince(
                        firstDay.atStartOfDay(BusinessTime.ZONE).toInstant())),
                "/cases?from=" + firstDay,
                false));
        figures.add(new Figure(
                texts.getMessage("casefile.home.answered-today", null, locale),
                String.valueOf(search.countOfKindSince(
                        "RESPONSE_RECEIVED",
                        today.atStartOfDay(BusinessTime.ZONE).toInstant())),
                null,
                false));
        return figures;
    }
}
