package io.huisheng.access;

import java.util.List;

/** Production refuses to start; carries everything that has to be put right. */
class NotFitForProduction extends RuntimeException {

    private final transient List<String> problems;

    NotFitForProduction(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
