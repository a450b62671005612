package io.huisheng.casefile;

import java.time.Instant;

/** One line of a case's history: when, what kind of thing, said how, done by whom (customer, system, or a user id). */
public record TimelineEntry(Instant at, String kind, String text, String by) {}
