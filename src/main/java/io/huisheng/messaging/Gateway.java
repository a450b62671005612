package io.huisheng.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One gateway that is posted to over HTTP: with a limit on how long everything may take, with a circuit of its own, and with
 * one verdict on whatever it answers. Nothing that it says is kept but numbers: answers often repeat what they were sent.
 */
final class Gateway {

    /** Answers of gateways are short; whatever is longer says nothing that matters. */
    private static final int LONGEST_ANSWER = 16 * 1024;

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    /** Our settings are wrong, or it is busy: not the fault of this message, and mendable. */
    private static final Set<Integer> NOT_ABOUT_THE_MESSAGE = Set.of(401, 402, 403, 404, 405, 407, 408, 415, 425, 429);

    /** WeCom: too many messages, and "system busy". */
    private static final Set<String> TOO_MANY = Set.of("45009", "45033");

    private static final Set<String> BUSY = Set.of("-1");

    private final HttpClient client;
    private final String prefix;
    private final Duration timeout;
    private final Circuit circuit;

    /** @param prefix what its codes begin with */
    Gateway(HttpClient client, String prefix, Duration timeout, Circuit circuit) {
        this.client = client;
        this.prefix = prefix;
        this.timeout = timeout;
        this.circuit = circuit;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** An address that can be posted to. */
    static URI address(String setting, String url) {
        try {
            var address = URI.create(url.strip());
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException none) {
            // The address of a robot is a secret: it is not repeated.
        }
        throw new IllegalArgumentException("Setting " + setting + " must be an absolute web address");
    }

    /** The keyed digest that providers ask for. */
    static byte[] signature(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Refuses while the gateway is left in peace. */
    void look() throws Refused {
        circuit.look(prefix + "_CIRCUIT_OPEN");
    }

    /** Posts JSON; when this returns, the gateway has accepted it. */
    void post(URI address, String json, Map<String, String> headers) throws Refused {
        circuit.enter(prefix + "_CIRCUIT_OPEN");
        Refused refused = null;
        try {
            refused = verdictOn(exchange(address, json, headers));
        } catch (Refused unreachable) {
            refused = unreachable;
        } finally {
            settle(refused);
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void settle(@Nullable Refused refused) {
        if (refused == null || refused.permanent()) {
            // It answers, even if it dislikes this message.
            circuit.succeeded();
        } else if (refused.pause() != null) {
            circuit.rest(refused.pause());
        } else {
            circuit.failed();
        }
    }

    private HttpResponse<byte[]> exchange(URI address, String json, Map<String, String> headers) throws Refused {
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json");
        headers.forEach(request::header);
        var answer = client.sendAsync(
                request.POST(HttpRequest.BodyPublishers.ofString(json)).build(), beginning());
        try {
            // The client's own limit ends with the headers; a body may drip for ever.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            answer.cancel(true);
            throw Refused.forNow(prefix + "_TIMEOUT");
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Refused.forNow(prefix + "_IO");
        } catch (ExecutionException failure) {
            throw Refused.forNow(prefix + reasonOf(failure.getCause()));
        }
    }

    private static String reasonOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                return "_TIMEOUT";
            }
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                return "_CONNECT";
            }
        }
        return "_IO";
    }

    private static BodyHandler<byte[]> beginning() {
        return info -> {
            var kept = new ByteArrayOutputStream();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(
                            bytes -> kept.write(bytes, 0, Math.min(bytes.length, LONGEST_ANSWER - kept.size())))),
                    nothing -> kept.toByteArray());
        };
    }

    private @Nullable Refused verdictOn(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 429 || status == 503) {
            var wanted = retryAfter(answer);
            var pause = wanted == null && status == 429 ? A_MINUTE : wanted;
            return pause == null ? Refused.forNow(prefix + "_" + status) : Refused.forNow(prefix + "_" + status, pause);
        }
        if (status >= 200 && status < 300) {
            return verdictOn(answer.body());
        }
        return status >= 400 && status < 500 && !NOT_ABOUT_THE_MESSAGE.contains(status)
                ? Refused.forGood(prefix + "_" + status)
                : Refused.forNow(prefix + "_" + status);
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
                .orElse(null);
    }

    /** Gateways say 200 and mean something else: the number inside counts. */
    private @Nullable Refused verdictOn(byte[] body) {
        var code = codeIn(body);
        if (code == null || code.equals("0") || code.equals("200") || code.equalsIgnoreCase("ok")) {
            return null;
        }
        var said = prefix + "_SAID_" + (code.matches("-?\\w{1,40}") ? code : "NO");
        if (TOO_MANY.contains(code)) {
            return Refused.forNow(said, A_MINUTE);
        }
        return BUSY.contains(code) ? Refused.forNow(said) : Refused.forGood(said);
    }

    private static @Nullable String codeIn(byte[] body) {
        try {
            JsonNode said = JSON.readTree(body);
            for (var name : new String[] {"errcode", "code", "Code"}) {
                var code = said == null ? null : said.get(name);
                if (code != null && code.isValueNode()) {
                    return code.asText();
                }
            }
            return null;
        } catch (IOException noJson) {
            // It said 2xx; asking for more would send the message twice.
            return null;
        }
    }
}
