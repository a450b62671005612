package io.huisheng.messaging;

import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.OutboxRows.Claimed;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the outbox knows of a channel: whom it serves, and how one batch of messages is handed over. */
interface Carrier {

    Channel channel();

    /** Whether it is set up for staff of this role, or for customers where there is none. */
    boolean serves(@Nullable String role);

    /** Whether a message to staff of this role leaves here first, whatever the order of its channels says. */
    default boolean comesFirst(String role) {
        return false;
    }

    /** How long a message may fail here until its next channel takes over, or until it is undeliverable. */
    Duration giveUpAfter();

    /** Opens what the messages of one batch share; refused where nothing can leave now. */
    Connection open() throws Refused;

    /** What the messages of one batch share. */
    interface Connection extends AutoCloseable {

        /** Makes sure before each message that the connection still stands. */
        void reopenIfLost() throws Refused;

        /** Lets a message through or says when its turn is; part of the transaction in which the message is composed. */
        void admit(Claimed message) throws Refused, NotYet;

        /** Makes the letter what the channel carries, addressed to exactly those whom it is meant for. */
        Parcel pack(Claimed message, Letter letter) throws Refused, MessagingException, IOException;

        @Override
        void close();
    }

    /** A message ready to leave. */
    interface Parcel {

        /**
         * Hands it over; when this returns, the other side has accepted it.
         *
         * @return null, or the code with which some of several recipients were refused
         */
        @Nullable
        String handOver() throws Refused;
    }
}
