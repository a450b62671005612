package io.huisheng.assessment;

/** Whether an answer counts: {@code SUSPECT} waits for verification, {@code INVALID} is kept and shown but not counted (C1, C2). */
public enum Validity {
    VALID,
    SUSPECT,
    INVALID
}
