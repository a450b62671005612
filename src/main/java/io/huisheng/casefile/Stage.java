package io.huisheng.casefile;

/** How far a case has come. */
public enum Stage {
    WAITING,
    INVITED,
    ANSWERED,
    CLOSED
}
