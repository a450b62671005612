package io.huisheng.messaging;

import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes a letter a mail: text and HTML side by side, and headers that nobody can write into from outside. */
@Component
class Letters {

    private final MailTemplates templates;
    private final MessageSource messages;
    private final MessagingSettings settings;
    private final Clock clock;
    private final String baseUrl;
    private final InternetAddress from;
    private final @Nullable InternetAddress replyTo;

    Letters(
            MailTemplates templates,
            MessageSource messages,
            MessagingSettings settings,
            Clock clock,
            @Value("${huisheng.base-url:http://localhost:8080}") String baseUrl) {
        this.templates = templates;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.from = configured("huisheng.messaging.from", settings.from());
        var contact = settings.contact().email();
        this.replyTo = contact.isBlank() ? null : configured("huisheng.messaging.contact.email", contact);
    }

    private static InternetAddress configured(String setting, String address) {
        var mailbox = Mailbox.parse(address);
        if (mailbox == null) {
            throw new IllegalArgumentException("Setting " + setting + " must be one plain e-mail address");
        }
        return mailbox;
    }

    /** The mail that a letter becomes; made for the session of the connection that it will leave through. */
    MimeMessage mail(Session session, Claimed message, Letter letter, List<InternetAddress> to)
            throws MessagingException, UnsupportedEncodingException {
        var locale = localeOf(letter);
        var subject = OneLine.of(
                messages.getMessage("mail." + letter.template() + ".subject", letter.subjectArguments(), locale));
        var model = modelOf(message, letter, locale, subject);

        var mail = new StableMail(session, messageId(message));
        // One colleague whose address is broken must not keep the mail from the others of his role.
        mail.setSendPartial(true);
        mail.setFrom(new InternetAddress(from.getAddress(), OneLine.of(senderIn(locale)), "UTF-8"));
        if (replyTo != null) {
            mail.setReplyTo(new InternetAddress[] {replyTo});
        }
        mail.setRecipients(MimeMessage.RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Huisheng-Kind", headerText(message.kind()));
        mail.setHeader("X-Huisheng-Case", headerText(message.caseNo().value()));
        if (letter.unsubscribeLink() != null) {
            mail.setHeader("List-Unsubscribe", "<" + link(letter.unsubscribeLink()) + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var both = new MimeMultipart("alternative");
        both.addBodyPart(part(templates.text(letter.template(), locale, model), "plain"));
        both.addBodyPart(part(templates.html(letter.template(), locale, model), "html"));
        mail.setContent(both);
        mail.saveChanges();
        return mail;
    }

    static Locale localeOf(Letter letter) {
        return "en".equals(MailTemplates.language(letter.locale())) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    /** What a template can say. */
    Map<String, Object> modelOf(Claimed message, Letter letter, Locale locale, String subject) {
        var model = new HashMap<>(letter.model());
        model.put("caseNo", message.caseNo().value());
        model.put("baseUrl", baseUrl);
        model.put("senderName", senderIn(locale));
        model.put(
                "contactName",
                Locale.ENGLISH.equals(locale)
                        ? settings.contact().nameEn()
                        : settings.contact().name());
        model.put("contactPhone", settings.contact().phone());
        model.put("contactEmail", settings.contact().email());
        model.put("subject", subject);
        model.put("lang", locale.toLanguageTag());
        if (letter.unsubscribeLink() != null) {
            model.put("unsubscribeLink", letter.unsubscribeLink());
        }
        return model;
    }

    private String senderIn(Locale locale) {
        return Locale.ENGLISH.equals(locale) ? settings.fromNameEn() : settings.fromName();
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    private static String headerText(String text) throws UnsupportedEncodingException {
        return MimeUtility.encodeText(OneLine.of(text), "UTF-8", "B");
    }

    private static String link(String text) {
        var link = URI.create(text);
        if (link.getHost() == null || !("https".equals(link.getScheme()) || "http".equals(link.getScheme()))) {
            throw new IllegalArgumentException("The opt-out link must be an absolute web address");
        }
        return link.toASCIIString();
    }

    /** The same for every attempt, so that a copy can be recognised as one. */
    private String messageId(Claimed message) {
        var address = from.getAddress();
        return "<" + message.stableId() + address.substring(address.lastIndexOf('@')) + ">";
    }

    /** Saving a mail usually gives it a new id. */
    private static final class StableMail extends SMTPMessage {

        private final String messageId;

        StableMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
