package io.huisheng.survey;

/** What became of an answer that was handed in. */
public enum Receipt {
    STORED,
    STORED_LATE,
    ALREADY_RECEIVED,
    NO_LONGER_ASKED
}
