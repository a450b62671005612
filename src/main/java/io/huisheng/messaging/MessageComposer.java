package io.huisheng.messaging;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A room that knows what its messages say; asked at the moment a message leaves, in a transaction of its own that commits
 * before the message is handed to the mail server. So a link whose token is stored while composing works when the mail
 * arrives. A composer that throws makes its message wait for the next turn; the others go on.
 *
 * <h2>Templates</h2>
 *
 * <p>{@code templates/mail/<template>_<zh|en>.html} and {@code .txt} are Thymeleaf with the Spring dialect. A file of the
 * same name in {@code huisheng.messaging.template-dir} (default {@code ${huisheng.data-dir}/templates/mail}) replaces it
 * without a build. Besides the model of the letter each template knows
 *
 * <table>
 * <caption>what every template knows</caption>
 * <tr><td>{@code caseNo}</td><td>the number of the case, a string</td></tr>
 * <tr><td>{@code baseUrl}</td><td>the configured address of the house, without a slash at its end</td></tr>
 * <tr><td>{@code senderName}</td><td>the name that the mail comes from</td></tr>
 * <tr><td>{@code contactName, contactPhone, contactEmail}</td><td>whom a customer can ask (B13); phone and e-mail may be
 * empty</td></tr>
 * <tr><td>{@code unsubscribeLink}</td><td>the link of the letter, or null</td></tr>
 * <tr><td>{@code subject, lang}</td><td>the finished subject; {@code zh-CN} or {@code en}</td></tr>
 * </table>
 *
 * <p>An HTML template puts its content into the shared frame, which adds the header and the footer with contact and opt-out:
 *
 * <pre>{@code
 * <html xmlns:th="http://www.thymeleaf.org" th:replace="~{_layout.html :: letter(~{::content})}"><body>
 * <th:block th:fragment="content">
 *   <p style="margin:0 0 12px;">…</p>
 *   <table th:replace="~{_layout.html :: button(${link}, '填写')}"></table>
 *   <table th:replace="~{_layout.html :: quote(${words})}"></table>
 * </th:block></body></html>
 * }</pre>
 *
 * <p>A text template writes values with <code>[(${value})]</code> (the other brackets would escape them as HTML) and ends with
 * <code>[# th:insert="~{_footer.txt}" /]</code>. The first link of a text that leads to the customer's page is what the demo's
 * mailbox offers as its link.
 *
 * <p>Conventions for the models: links are finished absolute addresses as strings; moments are {@link
 * java.time.ZonedDateTime}s in the business time zone, formatted by the template ({@code #temporals}); lists are lists of
 * records or maps; the customer's name is {@code name} and may be null; texts that people wrote are strings as they were
 * written. {@code warning} and {@code escalation} expect {@code duty} (what is to be done, in the reader's language), {@code
 * dueAt}, {@code link} (the page of the case) and {@code roleTitle}, and the subject arguments duty and case number.
 */
public interface MessageComposer {

    /** The kinds of message that this composer knows. */
    Set<String> kinds();

    /** Composes the message from what is true now, or withdraws it. What it writes is committed before the message leaves. */
    Composition compose(QueuedMessage message);

    /** What a composer answers. */
    sealed interface Composition {}

    /**
     * A message to send: {@code templates/mail/<template>_<language>.html} and {@code .txt} filled with the model, the subject
     * from message key {@code mail.<template>.subject} with the arguments.
     *
     * @param to the e-mail address of a customer; null where the message goes to a role, or where no address is known any more
     *     (the message then goes another way or is undeliverable)
     * @param phone the mobile phone of a customer, in the form {@code +8613800138000}; null as above
     * @param unsubscribeLink the link behind List-Unsubscribe; null where there is nothing to unsubscribe from
     */
    record Letter(
            String template,
            Locale locale,
            @Nullable String to,
            @Nullable String phone,
            Map<String, Object> model,
            Object[] subjectArguments,
            @Nullable String unsubscribeLink)
            implements Composition {

        /** A message to somebody who has no mobile phone, or to staff. */
        public Letter(
                String template,
                Locale locale,
                @Nullable String to,
                Map<String, Object> model,
                Object[] subjectArguments,
                @Nullable String unsubscribeLink) {
            this(template, locale, to, null, model, subjectArguments, unsubscribeLink);
        }
    }

    /** The message must not leave any more; the reason is kept. */
    record Withdrawn(String reason) implements Composition {}
}
