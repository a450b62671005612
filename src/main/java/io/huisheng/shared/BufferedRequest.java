package io.huisheng.shared;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose body was read already, and may have been replaced. */
public final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    /**
     * Stands in for a request.
     *
     * @param body what whoever comes next will read
     */
    public BufferedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body.clone();
    }

    /**
     * The body of a request, or nothing where it is longer than allowed.
     *
     * @param longest in bytes
     * @throws IOException where the caller breaks off
     */
    public static Optional<byte[]> bodyOf(HttpServletRequest request, int longest) throws IOException {
        if (request instanceof BufferedRequest buffered) {
            return Optional.of(buffered.body.clone());
        }
        if (request.getContentLengthLong() > longest) {
            return Optional.empty();
        }
        var body = request.getInputStream().readNBytes(longest + 1);
        return body.length > longest ? Optional.empty() : Optional.of(body);
    }

    @Override
    public ServletInputStream getInputStream() {
        var bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
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
                throw new IllegalStateException("The body is there already");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        var encoding = getCharacterEncoding();
        var charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return "Content-Length".equalsIgnoreCase(name) ? String.valueOf(body.length) : super.getHeader(name);
    }
}
