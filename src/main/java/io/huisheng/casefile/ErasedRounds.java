package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import java.util.List;

/**
 * What a room erases: the rounds of a case that belong to an erased customer.
 *
 * @param wholeCase whether the case as a whole is his; it may have gone on under another customer number
 * @param pseudonym the number that stands for the customer from now on
 */
public record ErasedRounds(CaseNo caseNo, List<Integer> rounds, boolean wholeCase, String pseudonym) {

    /** What stands where something personal stood. */
    public static final String MARK = "已删除";
}
