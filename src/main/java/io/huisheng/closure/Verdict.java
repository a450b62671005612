package io.huisheng.closure;

/** What a customer says when he is called back about the recovery of his service (E4). */
public enum Verdict {
    ACCEPTED,
    NOT_ACCEPTED,
    NOT_REACHED
}
