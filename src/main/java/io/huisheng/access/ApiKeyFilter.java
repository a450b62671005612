package io.huisheng.access;

import io.huisheng.shared.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows a valid key; a wrong one is refused even where a session would do. */
class ApiKeyFilter extends OncePerRequestFilter {

    /** What a caller with a key is allowed to be; the prefix keeps it apart from the groups of staff. */
    static final String AUTHORITY = "ROLE_API";

    /** What only a key with {@code customer-data: true} is allowed besides (G4). */
    static final String CUSTOMER_DATA = "ROLE_API_CUSTOMER_DATA";

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final Problems problems;

    ApiKeyFilter(ApiKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var owner = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? keys.ownerOf(header.substring(SCHEME.length()).strip())
                : Optional.<ApiKeys.Owner>empty();
        if (owner.isEmpty()) {
            challenge(problems, request, response);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                owner.get().name(), null, AuthorityUtils.createAuthorityList(authoritiesOf(owner.get()))));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static List<String> authoritiesOf(ApiKeys.Owner owner) {
        return owner.customerData() ? List.of(AUTHORITY, CUSTOMER_DATA) : List.of(AUTHORITY);
    }

    static void challenge(Problems problems, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"huisheng\"");
        problems.send(request, response, HttpStatus.UNAUTHORIZED);
    }
}
