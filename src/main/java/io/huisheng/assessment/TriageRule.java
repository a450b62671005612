package io.huisheng.assessment;

/** One row of the triage table that fired: the duty it calls for, its id and its description. */
public record TriageRule(String duty, String ruleId, String reason) {}
