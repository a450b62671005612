package io.huisheng.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the decision table says about asking one customer after one service.
 *
 * @param channel EMAIL, SMS, PERSONAL (a member of staff contacts the customer) or NONE
 * @param reason why nobody is asked; null unless the channel is NONE
 */
public record SurveyPlan(
        String channel,
        @Nullable String questionnaire,
        @Nullable Instant inviteAt,
        int quietDays,
        @Nullable String reason,
        String rule) {}
