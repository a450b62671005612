package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;

/**
 * The customer of a round was erased: nobody waits for him and nobody owes him anything any more. Published for each of his
 * rounds, whether it runs or not, inside the transaction that erases him.
 */
public record CustomerErased(CaseNo caseNo, int round) {}
