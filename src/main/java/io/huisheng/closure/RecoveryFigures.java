package io.huisheng.closure;

import io.huisheng.casefile.HomeFigure;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The recovery rate of late, for those who lead (E4). */
@Component
@Order(310)
class RecoveryFigures implements HomeFigure {

    private static final Set<String> LEADS = Set.of(
            "customer-service-lead",
            "after-sales-supervisor",
            "technical-lead",
            "quality",
            "operations-manager",
            "management");

    private final Recoveries recoveries;
    private final RecoverySettings settings;
    private final MessageSource messages;
    private final Clock clock;

    RecoveryFigures(Recoveries recoveries, RecoverySettings settings, MessageSource messages, Clock clock) {
        this.recoveries = recoveries;
        this.settings = settings;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures(Set<String> roles, Locale locale) {
        if (Collections.disjoint(roles, LEADS)) {
            return List.of();
        }
        var now = clock.instant();
        // what ended at this very moment counts
        var rate = recoveries.rate(now.minus(Duration.ofDays(settings.rateDays())), now.plusMillis(1));
        var value = rate.ended() == 0
                ? messages.getMessage("closure.figure.recovery.none", null, locale)
                : messages.getMessage(
                        rate.surveyed() == 0 ? "closure.figure.recovery.value" : "closure.figure.recovery.surveyed",
                        new Object[] {rate.percent(), rate.accepted(), rate.ended(), rate.satisfied(), rate.surveyed()},
                        locale);
        var label = messages.getMessage("closure.figure.recovery", new Object[] {settings.rateDays()}, locale);
        return List.of(new Figure(label, value, null, false));
    }
}
