package io.huisheng.messaging;

/** A way in which a message reaches somebody. */
public enum Channel {
    EMAIL,
    /** A text message to a mobile phone, through the gateway of a provider. */
    SMS,
    /** The group robot of a role in WeCom; staff only. */
    WECOM
}
