package io.huisheng.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;

/** What a member of staff may ask of the engine's web applications; every rule has to agree. */
public interface StaffRules {

    /** Whether somebody who is logged in may send this request to {@code /camunda/**}. */
    boolean allows(Authentication who, HttpServletRequest request);
}
