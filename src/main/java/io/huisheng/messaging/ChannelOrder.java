package io.huisheng.messaging;

import java.util.List;

/**
 * Which channels a message tries, and in which order: the word of another room, asked once when the message is queued. What it
 * says is kept with the message, so that a table that changes meanwhile changes later messages only.
 */
public interface ChannelOrder {

    /** The channels from first to last; none means the channel that the message itself names. */
    List<Channel> of(NewMessage message);
}
