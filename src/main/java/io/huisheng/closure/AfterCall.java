package io.huisheng.closure;

/** How a recovery goes on after a call to the customer (E4). */
public enum AfterCall {
    /** The customer accepts: the duty is fulfilled. */
    RECOVERED,
    /** He does not: the department works on it again. */
    BACK,
    /** He does not, again: a major complaint. */
    MAJOR,
    /** Whose work it is has become doubtful: quality rules on it first (C7). */
    DISPUTED,
    /** Nobody was reached: another part of the day. */
    AGAIN,
    /** Nobody was reached as often as we try: closed with its record. */
    UNREACHABLE
}
