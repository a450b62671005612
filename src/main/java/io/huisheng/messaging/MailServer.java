package io.huisheng.messaging;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The mail server of the house, as {@code spring.mail.*} names it. Spring's sender is asked for its settings only: it reports
 * failures for a whole batch, here each message has its own fate.
 */
@Component
class MailServer {

    private final ObjectProvider<JavaMailSenderImpl> senders;

    MailServer(ObjectProvider<JavaMailSenderImpl> senders) {
        this.senders = senders;
    }

    /** Opens one connection, for the messages of one batch. */
    Connection connect() throws Refused {
        var sender = senders.getIfAvailable();
        if (sender == null) {
            throw Refused.forNow("SMTP_NOT_CONFIGURED");
        }
        var connection = new Connection(sender);
        connection.reopenIfLost();
        return connection;
    }

    /** One connection to the mail server. */
    static final class Connection implements AutoCloseable {

        private final JavaMailSenderImpl sender;
        private final Session session;
        private @Nullable Transport transport;

        private Connection(JavaMailSenderImpl sender) {
            this.sender = sender;
            limitWaiting(sender);
            this.session = sender.getSession();
        }

        /** Jakarta Mail waits for ever unless it is told how long. */
        private static void limitWaiting(JavaMailSenderImpl sender) {
            var properties = sender.getJavaMailProperties();
            var prefix = "mail." + protocolOf(sender);
            properties.putIfAbsent(prefix + ".connectiontimeout", "5000");
            properties.putIfAbsent(prefix + ".timeout", "15000");
            properties.putIfAbsent(prefix + ".writetimeout", "15000");
        }

        private static String protocolOf(JavaMailSenderImpl sender) {
            return sender.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : sender.getProtocol();
        }

        Session session() {
            return session;
        }

        /** Opens the connection unless it still stands; servers close it after as many messages as they like. */
        void reopenIfLost() throws Refused {
            if (transport != null && transport.isConnected()) {
                return;
            }
            close();
            try {
                var opened = session.getTransport(protocolOf(sender));
                opened.connect(sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
                transport = opened;
            } catch (AuthenticationFailedException wrongPassword) {
                throw Refused.forNow("SMTP_LOGIN");
            } catch (NoSuchProviderException unknown) {
                throw Refused.forNow("SMTP_PROTOCOL");
            } catch (MessagingException unreachable) {
                throw Refused.forNow(timedOut(unreachable) ? "SMTP_TIMEOUT" : "SMTP_CONNECT");
            }
        }

        /**
         * Hands over one message; when this returns, the server has accepted it.
         *
         * @return null, or the code with which the server refused some of several recipients
         */
        @Nullable
        String send(MimeMessage mail) throws Refused {
            var open = transport;
            if (open == null) {
                throw Refused.forNow("SMTP_CONNECT");
            }
            try {
                open.sendMessage(mail, mail.getAllRecipients());
                return null;
            } catch (MessagingException failure) {
                var refused = verdictOn(failure);
                if (failure instanceof SendFailedException partly && some(partly.getValidSentAddresses())) {
                    return refused.code();
                }
                if (!(failure instanceof SendFailedException)) {
                    // Nobody knows in which state the conversation is.
                    close();
                }
                throw refused;
            }
        }

        @Override
        public void close() {
            var closing = transport;
            transport = null;
            if (closing != null) {
                try {
                    closing.close();
                } catch (MessagingException alreadyGone) {
                    // What was accepted stays accepted.
                }
            }
        }

        private static boolean some(Address @Nullable [] addresses) {
            return addresses != null && addresses.length > 0;
        }

        private static Refused verdictOn(MessagingException failure) {
            Refused passing = null;
            Refused lasting = null;
            for (Exception next = failure; next instanceof MessagingException one; next = one.getNextException()) {
                var verdict = verdictOnOne(one);
                if (verdict != null && verdict.permanent()) {
                    lasting = lasting == null ? verdict : lasting;
                } else if (verdict != null) {
                    passing = passing == null ? verdict : passing;
                }
            }
            if (passing != null) {
                return passing;
            }
            return lasting != null ? lasting : Refused.forNow(timedOut(failure) ? "SMTP_TIMEOUT" : "SMTP_IO");
        }

        private static @Nullable Refused verdictOnOne(MessagingException one) {
            if (one instanceof SMTPAddressFailedException address) {
                return of(address.getReturnCode(), address.getReturnCode() >= 500);
            }
            if (one instanceof SMTPSenderFailedException sender) {
                // It is our own address that the server dislikes: no fault of this message, and mendable.
                return of(sender.getReturnCode(), false);
            }
            if (one instanceof SMTPSendFailedException sending) {
                var code = sending.getReturnCode();
                var ours = code == 530 || code == 535 || code == 538 || "MAIL".equals(verb(sending.getCommand()));
                return of(code, code >= 500 && !ours);
            }
            return null;
        }

        private static @Nullable Refused of(int code, boolean permanent) {
            if (code < 400 || code > 599) {
                return null;
            }
            return permanent ? Refused.forGood("SMTP_" + code) : Refused.forNow("SMTP_" + code);
        }

        private static String verb(@Nullable String command) {
            return command == null ? "" : command.split("[ :]", 2)[0];
        }

        private static boolean timedOut(MessagingException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SocketTimeoutException) {
                    return true;
                }
            }
            return false;
        }
    }
}
