package io.huisheng.messaging;

import io.huisheng.shared.CaseNo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that shall leave: what about, to whom, and the key that makes it unique. It holds ids only; what it says is
 * composed when it leaves, so that deletion and opting out still take effect.
 *
 * @param kind INVITATION, REMINDER, THANKS, ACKNOWLEDGEMENT, REPLY, WARNING, ESCALATION …
 * @param reference the id of what the message is about in the room that composes it (an invitation, a duty …)
 * @param role the role of staff it goes to; null where it goes to the customer of the case
 */
public record NewMessage(
        String deduplicationKey,
        String kind,
        Channel channel,
        CaseNo caseNo,
        @Nullable UUID reference,
        @Nullable String role) {}
