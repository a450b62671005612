package io.huisheng.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a foreign page makes the browser send. Programs that are no browser say nothing about an origin and come in.
 *
 * <p>A foreign page can make its own name resolve to this machine, and then it is of the same origin; so a browser must in
 * addition have been sent to a name that is ours.
 */
class SameOrigin extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final @Nullable String ownHost;

    SameOrigin(String baseUrl) {
        this.ownHost = baseUrl.isBlank() ? null : URI.create(baseUrl).getHost();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HARMLESS.contains(request.getMethod()) || isFromHere(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private boolean isFromHere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (site == null && origin == null) {
            return true;
        }
        var sameSite = site == null || "same-origin".equals(site) || "none".equals(site);
        return sameSite && (origin == null || origin.equalsIgnoreCase(originOf(request))) && isOurs(request);
    }

    private static String originOf(HttpServletRequest request) {
        var port = request.getServerPort();
        var usual = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    private boolean isOurs(HttpServletRequest request) {
        var host = request.getServerName().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals(ownHost)
                || ADDRESS.matcher(host).matches();
    }
}
