package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who works on a duty must know about its case, as plain text in Chinese; no contact data.
 *
 * @param product type and model, and what was done to it
 * @param scores one line per dimension, each with its own scale
 * @param customerWords comment and suggestion as the customer wrote them
 * @param tags what the text analysis found
 * @param dueAt the next limit among the open duties of the case; null where none has one
 */
public record DutyBrief(
        CaseNo caseNo,
        String product,
        String scores,
        String customerWords,
        String tags,
        @Nullable Instant dueAt) {}
