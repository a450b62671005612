package io.huisheng.casefile;

/** How a customer said to staff, or to the text message provider, that he wants no further surveys. */
enum WayOfOptOut {
    SMS,
    PHONE,
    MAIL,
    IN_PERSON
}
