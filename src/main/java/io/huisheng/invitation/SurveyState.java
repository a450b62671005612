package io.huisheng.invitation;

/** How far the asking has come. {@code SENDING}: the mail is on its way but no mail server has accepted it yet. */
public enum SurveyState {
    PLANNED,
    NOT_SENT,
    SENDING,
    SENT,
    REMINDED,
    ANSWERED,
    EXPIRED,
    CANCELLED
}
