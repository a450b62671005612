package io.huisheng.closure;

import java.time.Instant;
import java.util.List;

/**
 * When somebody hears of an obligation that runs (E8).
 *
 * @param warnings when somebody is reminded, in their order; may be empty
 * @param dueAt by when it is to be met
 * @param nextAt when the next level hears that it is still not met
 */
public record Moments(List<Instant> warnings, Instant dueAt, Instant nextAt) {}
