package io.huisheng.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/** After the login, staff get the page they asked for, on this host and no other; otherwise the home page. */
class BackToWhereStaffWanted implements AuthenticationSuccessHandler {

    private final RequestCache visits;

    BackToWhereStaffWanted(RequestCache visits) {
        this.visits = visits;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        var wanted = visits.getRequest(request, response);
        visits.removeRequest(request, response);
        response.sendRedirect(addressOf(wanted, request.getContextPath() + "/"));
    }

    /** Path and query only: the host of the remembered request is whatever its sender wrote into it. */
    static String addressOf(@Nullable SavedRequest wanted, String home) {
        if (!(wanted instanceof DefaultSavedRequest page)) {
            return home;
        }
        var path = page.getRequestURI();
        if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
            return home;
        }
        return page.getQueryString() == null ? path : path + "?" + page.getQueryString();
    }
}
