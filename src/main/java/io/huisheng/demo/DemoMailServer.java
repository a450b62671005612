package io.huisheng.demo;

import io.huisheng.demo.DemoMails.Content;
import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server of everybody in the demo: real SMTP on the loopback address, and nothing leaves the machine. */
@Component
@Profile("demo")
class DemoMailServer {

    private static final Pattern LINK_TO_THE_CUSTOMERS_PAGE = Pattern.compile("https?://[^\\s/]+/s/[A-Za-z0-9_-]+");
    private static final int LONGEST_MAIL = 5 * 1024 * 1024;

    private final DemoMails mails;
    private final Clock clock;
    private final SMTPServer server;

    DemoMailServer(DemoMails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
        this.server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Huisheng demo")
                .maxMessageSize(LONGEST_MAIL)
                .messageHandlerFactory(context -> new Reception())
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    @PreDestroy
    void stop() {
        server.stop();
    }

    /** One mail on its way in; it is accepted when it is stored. */
    private final class Reception implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String sender) {
            recipients.clear();
        }

        @Override
        public void recipient(String address) {
            recipients.add(address);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            try {
                mails.keep(List.copyOf(recipients), read(data), clock.instant());
                return null;
            } catch (MessagingException unreadable) {
                throw new RejectException(554, "That is no mail");
            } catch (RuntimeException databaseAway) {
                throw new RejectException(451, "Try again later");
            }
        }

        @Override
        public void done() {
            // nothing is held
        }
    }

    private static Content read(InputStream data) throws MessagingException, IOException {
        var mail = new MimeMessage(Session.getInstance(new Properties()), data);
        var text = find(mail, "text/plain");
        var subject = mail.getSubject();
        return new Content(
                "EMAIL",
                subject == null ? "" : subject,
                text,
                find(mail, "text/html"),
                firstLink(text),
                header(mail, "X-Huisheng-Case"),
                header(mail, "X-Huisheng-Kind"));
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent()).replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart several) {
            for (var n = 0; n < several.getCount(); n++) {
                var found = find(several.getBodyPart(n), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static @Nullable String header(MimeMessage mail, String name) throws MessagingException, IOException {
        var value = mail.getHeader(name, null);
        return value == null ? null : MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    /** The personal link itself, without what a rating adds to it. */
    static @Nullable String firstLink(String text) {
        var links = LINK_TO_THE_CUSTOMERS_PAGE.matcher(text);
        return links.find() ? links.group() : null;
    }
}
