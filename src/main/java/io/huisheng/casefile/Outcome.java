package io.huisheng.casefile;

/** Which way a loop was closed. */
public enum Outcome {
    NOT_ASKED,
    NO_RESPONSE,
    ANSWERED,
    ANSWERED_LATE,
    ANSWERED_ANONYMOUSLY,
    CONTACTED,
    REOPENED,
    CUSTOMER_ERASED
}
