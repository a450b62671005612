package io.huisheng.invitation;

import io.huisheng.casefile.HomeFigure;
import io.huisheng.shared.BusinessTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many customers were not asked lately, by reason; each figure leads to its cases. */
@Component
@Order(400)
class NotSentFigures implements HomeFigure {

    private static final Set<String> READERS =
            Set.of("quality", "operations-manager", "management", "process-owner", "auditor", "camunda-admin");

    private final Invitations invitations;
    private final InvitationSettings settings;
    private final MessageSource messages;
    private final Clock clock;

    NotSentFigures(Invitations invitations, InvitationSettings settings, MessageSource messages, Clock clock) {
        this.invitations = invitations;
        this.settings = settings;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures(Set<String> roles, Locale locale) {
        if (roles.stream().noneMatch(READERS::contains)) {
            return List.of();
        }
        var firstDay = LocalDate.ofInstant(clock.instant().minus(settings.figuresOver()), BusinessTime.ZONE);
        var since = firstDay.atStartOfDay(BusinessTime.ZONE).toInstant();
        return invitations.casesNotAsked(since).entrySet().stream()
                .map(reason -> new Figure(
                        messages.getMessage(
                                "invitation.figure.not-sent",
                                new Object[] {NotSentReason.in(locale, reason.getKey(), messages)},
                                locale),
                        reason.getValue().toString(),
                        "/cases?notSentReason=" + reason.getKey() + "&from=" + firstDay,
                        false))
                .toList();
    }
}
