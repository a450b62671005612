package io.huisheng.customer;

/** Why a customer is erased. */
public enum ErasureReason {
    CUSTOMER_REQUEST,
    CONSENT_WITHDRAWN,
    CONTRACT_ENDED,
    RETENTION_ENDED,
    UNLAWFUL
}
