package io.huisheng.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.huisheng.demo.DemoMails.Content;
import io.huisheng.messaging.GatewayAddress;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The text messages and group robots of the demo: real HTTP on the loopback address, and nothing leaves the machine. */
@Component
@Profile("demo")
class DemoGateway implements GatewayAddress {

    private static final String SMS = "/sms";
    private static final String WECOM = "/wecom/";
    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final int LONGEST_SUBJECT = 40;
    private static final byte[] OK = "{\"errcode\":0,\"errmsg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    private final DemoMails mails;
    private final DemoSettings settings;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        var thread = new Thread(work, "demo-gateway");
        thread.setDaemon(true);
        return thread;
    });

    DemoGateway(DemoMails mails, DemoSettings settings, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext(SMS, this::takeSms);
        server.createContext(WECOM, this::takeNotice);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public Optional<String> sms() {
        return settings.sms() ? Optional.of(address(SMS)) : Optional.empty();
    }

    @Override
    public Optional<String> robotOf(String role) {
        return settings.robots() ? Optional.of(address(WECOM + role)) : Optional.empty();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @PreDestroy
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void takeSms(HttpExchange exchange) throws IOException {
        var said = JSON.readTree(exchange.getRequestBody().readNBytes(LONGEST_REQUEST));
        take(exchange, "SMS", said.path("phone").asText(), said.path("content").asText());
    }

    private void takeNotice(HttpExchange exchange) throws IOException {
        var said = JSON.readTree(exchange.getRequestBody().readNBytes(LONGEST_REQUEST));
        var role = exchange.getRequestURI().getPath().substring(WECOM.length());
        take(exchange, "WECOM", role, said.path("text").path("content").asText());
    }

    /** A message is accepted when it is stored. */
    private void take(HttpExchange exchange, String channel, String to, String text) throws IOException {
        try (exchange) {
            try {
                mails.keep(
                        List.of(to),
                        new Content(
                                channel,
                                beginningOf(text),
                                text,
                                "",
                                DemoMailServer.firstLink(text),
                                header(exchange, "X-Huisheng-Case"),
                                header(exchange, "X-Huisheng-Kind")),
                        clock.instant());
            } catch (RuntimeException databaseAway) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, OK.length);
            exchange.getResponseBody().write(OK);
        }
    }

    private static String beginningOf(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
