package io.huisheng.intake;

/** An event that is safely ours; the receipt is the JSON that was stored with it. */
record Taken(boolean isNew, String receipt) {}
