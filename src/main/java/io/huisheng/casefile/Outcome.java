package io.huisheng.casefile;

/** Which way a loop was closed. */
public enum Outcome {
    NOT_ASKED,
    NO_RESPONSE,
    ANSWERED,
    ANSWERED_LATE,
    ANSWERED_ANONYMOUSLY,
    CONTACTED,
    /** Somebody was to speak with the customer and did not get hold of him. */
    UNREACHABLE,
    /** The customer did not want to be asked. */
    REFUSED,
    REOPENED,
    CUSTOMER_ERASED
}
