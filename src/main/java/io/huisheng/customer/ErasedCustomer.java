package io.huisheng.customer;

import java.util.SortedSet;

/**
 * What a customer becomes when he is erased.
 *
 * @param pseudonym the number under which his cases stay in the statistics; made up by chance, so nothing leads back
 * @param identities the keys under which his quiet period is counted
 */
public record ErasedCustomer(String pseudonym, SortedSet<String> identities) {}
