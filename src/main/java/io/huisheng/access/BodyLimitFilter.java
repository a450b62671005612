package io.huisheng.access;

import io.huisheng.shared.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of everything and refuses bodies that nobody needs: Tomcat limits forms only, Jackson and the engine's
 * REST API read whatever comes. Files have limits of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();
    private static final RequestMatcher API = PATH.matcher("/api/**");
    private static final RequestMatcher SURVEY = PATH.matcher("/s/**");

    private final AccessSettings settings;
    private final Problems problems;

    BodyLimitFilter(AccessSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var survey = SURVEY.matches(request);
        var largest = (survey ? settings.largestSurveyBody() : settings.largestBody()).toBytes();
        if (isKind(request, "multipart/") && !survey && !API.matches(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > largest) {
            refuse(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else if (request.getContentLengthLong() >= 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            chain.doFilter(request, response);
        } else if (isKind(request, "application/x-www-form-urlencoded") || isKind(request, "multipart/")) {
            // No browser sends a form without its length, and read ahead its fields would be lost.
            refuse(request, response, HttpStatus.LENGTH_REQUIRED);
        } else {
            readAhead(request, response, chain, Math.toIntExact(largest));
        }
    }

    private void readAhead(HttpServletRequest request, HttpServletResponse response, FilterChain chain, int largest)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            refuse(request, response, HttpStatus.PAYLOAD_TOO_LARGE);
        } else {
            chain.doFilter(new ReadAhead(request, body), response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws IOException {
        // What is still on its way belongs to this request; nobody will read it to find where the next one begins.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (API.matches(request)) {
            problems.send(request, response, status);
        } else {
            response.sendError(status.value());
        }
    }

    private static boolean isKind(HttpServletRequest request, String kind) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(kind);
    }

    /** A request whose body has been read and can be read once more. */
    private static final class ReadAhead extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        private ReadAhead(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new Bytes(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            var encoding = getCharacterEncoding();
            var charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            return new BufferedReader(new InputStreamReader(body, charset));
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Bytes(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return bytes.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Read blocking: everything is here");
        }
    }
}
