package io.huisheng.messaging;

import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** E-mail: the messages of one batch share one connection to the mail server. */
@Component
class MailCarrier implements Carrier {

    private final MailServer server;
    private final Letters letters;
    private final Staff staff;
    private final MessagingSettings settings;

    MailCarrier(MailServer server, Letters letters, Staff staff, MessagingSettings settings) {
        this.server = server;
        this.letters = letters;
        this.staff = staff;
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean serves(@Nullable String role) {
        return true;
    }

    /** Who stands in for a role is not in the group of its robot: only mail reaches him (E8). */
    @Override
    public boolean comesFirst(String role) {
        return staff.othersDoTheWorkOf(role);
    }

    @Override
    public Duration giveUpAfter() {
        return settings.giveUpAfter();
    }

    @Override
    public Connection open() throws Refused {
        return new OneConnection(server.connect());
    }

    private List<InternetAddress> recipients(Claimed message, Letter letter) throws Refused {
        var addresses = new LinkedHashSet<String>();
        if (letter.to() != null) {
            addresses.add(letter.to());
        } else if (message.role() != null) {
            addresses.addAll(staff.addressesOf(message.role()));
        }
        if (addresses.isEmpty()) {
            throw Refused.forGood("NO_ADDRESS");
        }
        var mailboxes = new ArrayList<InternetAddress>();
        for (var address : addresses) {
            var mailbox = Mailbox.parse(address);
            if (mailbox != null) {
                mailboxes.add(mailbox);
            }
        }
        if (mailboxes.isEmpty()) {
            throw Refused.forGood("ADDRESS_INVALID");
        }
        return mailboxes;
    }

    private final class OneConnection implements Connection {

        private final MailServer.Connection connection;

        OneConnection(MailServer.Connection connection) {
            this.connection = connection;
        }

        @Override
        public void reopenIfLost() throws Refused {
            connection.reopenIfLost();
        }

        @Override
        public void admit(Claimed message) {
            // Mail may leave at any hour, and mail servers say themselves when it is too much for them.
        }

        @Override
        public Parcel pack(Claimed message, Letter letter) throws Refused, MessagingException, IOException {
            var mail = letters.mail(connection.session(), message, letter, recipients(message, letter));
            return () -> connection.send(mail);
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
