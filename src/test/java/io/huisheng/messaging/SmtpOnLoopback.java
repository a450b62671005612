package io.huisheng.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that can be told to refuse, to vanish after it has accepted, and that keeps everything it was given. */
final class SmtpOnLoopback implements AutoCloseable {

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger vanishAfterAccepting = new AtomicInteger();
    final Map<String, String> refusals = new ConcurrentHashMap<>();
    final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    SmtpOnLoopback() {
        this(0);
    }

    SmtpOnLoopback(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Answers a recipient with a reply such as {@code 550 no such user}. */
    SmtpOnLoopback refusing(String address, String reply) {
        refusals.put(address, reply);
        return this;
    }

    List<MimeMessage> mails() {
        return accepted.stream().map(SmtpOnLoopback::parsed).toList();
    }

    List<String> raw() {
        return List.copyOf(accepted);
    }

    private static MimeMessage parsed(String raw) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> converse(socket));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void converse(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            reply(socket, "220 ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO", "HELO", "MAIL", "RSET", "NOOP" -> reply(socket, "250 ok");
                    case "RCPT" -> {
                        var address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        if (!refusals.containsKey(address)) {
                            recipients.add(address);
                        }
                        reply(socket, refusals.getOrDefault(address, "250 ok"));
                    }
                    case "DATA" -> {
                        reply(socket, "354 go on");
                        accepted.add(readData(in));
                        if (vanishAfterAccepting.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                            return;
                        }
                        reply(socket, "250 accepted");
                    }
                    case "QUIT" -> {
                        reply(socket, "221 bye");
                        return;
                    }
                    default -> reply(socket, "502 what?");
                }
            }
        } catch (IOException gone) {
            // the client hung up
        }
    }

    private static String readData(BufferedReader in) throws IOException {
        var data = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString();
    }

    private static void reply(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "smtp-on-loopback");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
