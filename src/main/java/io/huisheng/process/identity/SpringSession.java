package io.huisheng.process.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;

/** Tells Tasklist and Cockpit who is logged in; public, because their filter creates it by its class name. */
public final class SpringSession implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        return Caller.current()
                .map(caller -> {
                    var known = new AuthenticationResult(caller.userId(), true);
                    known.setGroups(caller.groupList());
                    return known;
                })
                .orElseGet(AuthenticationResult::unsuccessful);
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // the login page is Spring Security's matter
    }
}
