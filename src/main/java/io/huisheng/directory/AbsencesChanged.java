package io.huisheng.directory;

/** Somebody was entered as away, or is back earlier: work may have to change hands. */
public record AbsencesChanged() {}
