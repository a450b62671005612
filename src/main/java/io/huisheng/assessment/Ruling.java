package io.huisheng.assessment;

import java.time.Instant;

/** How quality staff overruled the validity of an answer: from what to what, and why (C1). */
record Ruling(Instant at, String by, Validity from, Validity to, String reason) {}
