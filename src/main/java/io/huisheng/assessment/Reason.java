package io.huisheng.assessment;

/** What speaks against an answer; which state follows is a setting. */
public enum Reason {
    TOO_FAST,
    CONTRADICTION,
    DUPLICATE,
    STRAIGHT_LINE
}
