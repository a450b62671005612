package io.huisheng.messaging;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A room that knows what its messages say; asked at the moment a message leaves, in a transaction of its own. */
public interface MessageComposer {

    /** The kinds of message that this composer knows. */
    Set<String> kinds();

    /** Composes the message from what is true now, or withdraws it. */
    Composition compose(QueuedMessage message);

    /** What a composer answers. */
    sealed interface Composition {}

    /**
     * A message to send: {@code templates/mail/<template>_<language>.html} and {@code .txt} filled with the model, the subject
     * from message key {@code mail.<template>.subject} with the arguments.
     *
     * @param to the address of a customer; null where the message goes to a role
     * @param unsubscribeLink the link behind List-Unsubscribe; null where there is nothing to unsubscribe from
     */
    record Letter(
            String template,
            Locale locale,
            @Nullable String to,
            Map<String, Object> model,
            Object[] subjectArguments,
            @Nullable String unsubscribeLink)
            implements Composition {}

    /** The message must not leave any more; the reason is kept. */
    record Withdrawn(String reason) implements Composition {}
}
