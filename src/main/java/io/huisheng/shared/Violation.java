package io.huisheng.shared;

/** One wrong field of an input: where it is, as a JSON pointer, and what is wrong with it, as a message key with arguments. */
public record Violation(String pointer, String messageKey, Object... arguments) {}
