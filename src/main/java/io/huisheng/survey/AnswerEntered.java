package io.huisheng.survey;

import io.huisheng.shared.CaseNo;
import java.util.UUID;

/**
 * A member of staff has entered an answer for which no invitation was waiting: the customer gave it on the phone, or on paper
 * before he was written to. Published inside the transaction that stores it.
 */
public record AnswerEntered(CaseNo caseNo, int round, UUID responseId) {}
