/** The order in which a message tries its channels, as the process owner wrote it down. */
@NullMarked
package io.huisheng.process.channelorder;

import org.jspecify.annotations.NullMarked;
