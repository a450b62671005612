package io.huisheng.messaging;

/** A way in which a message reaches somebody. */
public enum Channel {
    EMAIL
}
