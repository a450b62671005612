package io.huisheng.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real gateway that keeps every request, and that can be told to refuse, to hang and to hang up after it has accepted. */
final class GatewayOnLoopback implements AutoCloseable {

    static final ChannelSettings OFF = new ChannelSettings(
            sms("", "", 0, Duration.ofSeconds(10)),
            Map.of(),
            new ChannelSettings.Circuit(5, Duration.ofSeconds(30), Duration.ofMinutes(10)));

    /** How long the sender waits; long, because the machine may be busy, unless a test is about just that. */
    volatile Duration timeout = Duration.ofSeconds(10);

    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile Behaviour behaviour = answering(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    GatewayOnLoopback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(Request.of(exchange));
                behaviour.answer(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The messages in the order in which they arrived. */
    List<String> texts() {
        return requests.stream()
                .map(request -> request.json().has("text")
                        ? request.json().at("/text/content").asText()
                        : request.json().path("content").asText())
                .toList();
    }

    static Behaviour answering(int status, String body, String... headers) {
        return exchange -> {
            for (var n = 0; n < headers.length; n += 2) {
                exchange.getResponseHeaders().set(headers[n], headers[n + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Takes the request and says nothing. */
    Behaviour hanging() {
        return exchange -> await();
    }

    /** Says yes and then lets the body drip for ever. */
    Behaviour dripping() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
    }

    /** Takes the request and hangs up. */
    static Behaviour hangingUp() {
        return HttpExchange::close;
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    ChannelSettings settings() {
        return settings(0, 0);
    }

    ChannelSettings settings(int smsPerMinute, int robotPerMinute) {
        return new ChannelSettings(
                sms(url("/sms"), "shared-secret", smsPerMinute, timeout),
                Map.of("quality", robot("/robot?key=abc", "SEC1", robotPerMinute)),
                new ChannelSettings.Circuit(3, Duration.ofSeconds(30), Duration.ofMinutes(10)));
    }

    ChannelSettings.Robot robot(String path, String secret, int perMinute) {
        return new ChannelSettings.Robot(url(path), secret, timeout, Duration.ofMinutes(10), perMinute);
    }

    static ChannelSettings.Sms sms(String url, String secret, int perMinute, Duration timeout) {
        return new ChannelSettings.Sms(
                url,
                "{\"phone\":\"{phone}\",\"content\":\"{text}\",\"id\":\"{id}\"}",
                secret,
                "",
                "回声",
                "退订回T",
                "Reply T to opt out",
                true,
                timeout,
                Duration.ofHours(4),
                LocalTime.of(20, 0),
                LocalTime.of(9, 0),
                perMinute,
                500);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** What the gateway does with a request. */
    interface Behaviour {

        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request as it arrived. */
    record Request(URI uri, Map<String, List<String>> headers, String body) {

        private static final JsonMapper JSON = new JsonMapper();

        static Request of(HttpExchange exchange) throws IOException {
            return new Request(
                    exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
